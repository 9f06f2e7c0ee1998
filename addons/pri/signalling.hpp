// Q.931 on one D channel: calls by their numbers, over libpri.
#pragma once
#include <functional>
#include <string>

#include "call.hpp"
#include "controller.hpp"
#include "event.hpp"

namespace partyline::pri {

// Answers the number for a call that comes in.
using NewCallId = std::function<CallId()>;

// One thread: `run` whenever frames wait, something was asked, or `timeout_ms` has gone by. The listener is called from within.
class Signalling {
 public:
  struct Place {
    SpanId span;
    FramePort& port;
    Listener& listener;
    NewCallId new_call;
  };

  Signalling(const Place& place, const Options& options);
  // Calls that are left end with cause 27.
  ~Signalling();
  Signalling(const Signalling&) = delete;
  Signalling& operator=(const Signalling&) = delete;

  // Each does nothing when the call is gone.
  void setUp(CallId id, const Setup& setup);
  void moreDigits(CallId id, int channel);
  void digits(CallId id, const std::string& digits);
  void proceed(CallId id, int channel);
  void alert(CallId id, int channel);
  // PROGRESS: what is heard on the channel is for the caller, before any answer.
  void progress(CallId id, int channel);
  void answer(CallId id, int channel);
  void hangUp(CallId id, int cause);
  // RESTART; what is on the channel is cleared.
  void restart(int channel);
  void hangUpAll(int cause);
  // No frame will come any more: calls end with cause 27, the span is down.
  void lose(const std::string& reason);

  // An alarm of the span: nothing passes, which libpri would notice late.
  void setAlarm(bool on);
  void run();
  // Until `run` has something to do; -1: nothing is awaited.
  int timeout_ms() const;

  bool up() const { return link_up_ && settled_ && !alarm_; }
  size_t calls() const { return calls_.size(); }

 private:
  enum class Told { nothing, up, down };

  void tell(const Event& event) { place_.listener.told(event); }
  void tellState(const std::string& reason);
  void onLink(bool up, const std::string& reason);
  void inquire();
  void settle();
  int64_t nextLook_ms() const;
  void take(const pri_event& event);
  void onOffered(const pri_event_ring& ring);
  void onDigits(q931_call* handle, const char* digits, bool complete);
  void onMore(const pri_event_setup_ack& ack);
  void onProceeding(const pri_event_proceeding& proceeding);
  void onAlerting(const pri_event_ringing& ringing);
  void onAnswered(const pri_event_answer& answer);
  void onDisconnect(const pri_event_hangup& hangup);
  void onRelease(const pri_event_hangup& hangup);
  void release(const pri_event_hangup& hangup);
  void onRestart(int channel);
  void onRestarted(int channel);
  void afterMessage(const Q931Message& message);
  Call* at(q931_call* handle, int channel);
  Call* alive(CallId id) const;
  // Of those that are there now; who is told of one may end others.
  template <typename Action>
  void eachCall(Action action) {
    for (const CallId id : calls_.ids()) {
      if (Call* call = calls_.find(id)) action(*call);
    }
  }
  void sendDigits(Call& call, const std::string& digits);
  void clearChannel(int channel);
  // Without a word to the far end.
  void drop(Call& call, int cause);
  // What is left of it is libpri's to clear.
  void forget(const Call& call);
  // libpri lets calls go without saying so: those that it has no more end here.
  void sweep();
  ::pri* pri() const { return controller_.get(); }

  const Place place_;
  const Options options_;
  Controller controller_;
  Calls calls_;
  bool link_up_ = false;
  bool settled_ = false;   // the far end's link is up too
  int64_t asks_at_ms_ = 0;   // for a sign of it, again
  bool alarm_ = false;
  Told told_ = Told::nothing;
  int64_t give_up_waiting_ms_;   // till then, no link is not worth a word
};

}  // namespace partyline::pri
