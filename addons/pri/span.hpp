// One primary rate span: a thread that runs Q.931 on its D channel. Other threads post to it.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "dchannel.hpp"
#include "signalling.hpp"

namespace partyline::pri {

class Span {
 public:
  using Command = std::function<void(Signalling&)>;
  struct Place {
    SpanId span;
    Listener& listener;
    NewCallId new_call;
  };

  Span(const Place& place, std::unique_ptr<DChannel> d_channel, const Options& options);
  // Waits for the thread's end.
  ~Span();
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;

  // Thread-safe; never waits. False: the thread has ended, and nothing will be done.
  bool post(Command command);
  // Calls are cleared, for which the far end gets half a second; then the thread ends.
  void close();

 private:
  void run();
  // False: the D channel is gone.
  bool turn(Signalling& signalling);
  void runCommands(Signalling& signalling);
  void wait(int timeout_ms);
  std::string gone() const;
  void clearAll(Signalling& signalling);
  // Runs what was posted too late to be of use, and lets nothing more in.
  void finish(Signalling& signalling);
  // True: nothing waited, and nothing will.
  bool closeQueue();

  const Place place_;
  const Options options_;
  const std::unique_ptr<DChannel> d_channel_;
  const int wake_file_;
  std::mutex mutex_;
  std::vector<Command> commands_;
  bool ended_ = false;
  std::atomic<bool> closing_{false};
  std::thread thread_;   // last: it uses all others
};

}  // namespace partyline::pri
