// All primary rate spans of the box, and whose call is which.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>

#include "open_error.hpp"
#include "span.hpp"

namespace partyline::pri {

// Thread-safe; nothing but `open` ever waits, and that only for a span of the same D channel that is being closed.
class Spans final : private Listener {
 public:
  // Events are passed on by the spans' threads.
  explicit Spans(Listener& listener) : listener_(listener) {}
  // Closes all and waits for their threads: about half a second at most.
  ~Spans() override;

  // Throws OpenError.
  void open(SpanId span, const SpanOptions& options);
  void close(SpanId span);
  // False: there is no such span, or it is down.
  bool setUp(CallId call, SpanId span, const Setup& setup);
  bool restart(SpanId span, int channel);
  // False: the call is gone.
  bool moreDigits(CallId call, int channel);
  bool digits(CallId call, const std::string& digits);
  bool proceed(CallId call, int channel);
  bool alert(CallId call, int channel);
  bool progress(CallId call, int channel);
  bool answer(CallId call, int channel);
  bool hangUp(CallId call, int cause);

 private:
  struct Opened {
    std::string root;
    int d_channel = 0;
    std::unique_ptr<Span> span;
  };

  void told(const Event& event) override;
  void note(const Event& event);
  // False: the span is gone, or its thread has ended.
  bool postToSpan(SpanId span, Span::Command command);
  bool postToCall(CallId call, Span::Command command);
  CallId newCall(SpanId span);

  Listener& listener_;
  std::mutex mutex_;
  std::map<SpanId, Opened> spans_;
  std::vector<Opened> closing_;
  std::set<SpanId> up_;
  std::unordered_map<CallId, SpanId> span_of_call_;
  CallId last_call_ = 0;
};

}  // namespace partyline::pri
