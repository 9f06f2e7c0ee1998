// A thread that tells of digits that came in RTP, and of calls from which no RTP comes. Asleep unless there is something to do.
#pragma once
#include <atomic>
#include <thread>

#include "leg.hpp"
#include "listener.hpp"

namespace partyline::sip {

class MediaWatch {
 public:
  // `silence_timeout_ms` 0: silence is never told.
  MediaWatch(Legs& legs, Listener& listener, uint32_t silence_timeout_ms);
  ~MediaWatch();
  // An eventfd: written to, it makes the watch look for digits.
  int wakeFd() const { return wake_fd_; }

 private:
  void run();
  void wake();
  void tellDigits();
  void tellSilences();
  void watch(Leg&);

  Legs& legs_;
  Listener& listener_;
  uint32_t silence_timeout_ms_;
  int wake_fd_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

// CLOCK_MONOTONIC.
uint64_t monotonicMs();

}  // namespace partyline::sip
