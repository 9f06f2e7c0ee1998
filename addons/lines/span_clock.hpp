// Lets the mixer's ticks follow the clock of a span that takes its own from the line: one of its channels is the measure. Where that
// stops or stumbles, as in an alarm, the ticks go on at the rate learnt.
#pragma once
#include <cstdint>

#include "../rt/tick_clock.hpp"

namespace partyline::lines {

// Line thread.
class SpanClock {
 public:
  explicit SpanClock(rt::TickClock& mixer) : mixer_(mixer) {}

  // A block of 20 ms has come on a channel whose clock is `group`'s (spans that share a clock share a number; never 0).
  void tick(const void* channel, int group, int64_t now_ns) noexcept;
  // The channel gives no more blocks.
  void leave(const void* channel) noexcept;
  // The mixer ticks by this clock now.
  bool leads(int group) const noexcept { return group != 0 && group == group_ && steady_windows_ >= kSteadyWindows; }

 private:
  static constexpr int kSteadyWindows = 5;

  void restart() noexcept;
  void closeWindow(int64_t now_ns) noexcept;

  rt::TickClock& mixer_;
  const void* channel_ = nullptr;
  int group_ = 0;
  int64_t last_ns_ = 0;
  uint64_t blocks_ = 0;       // since the restart
  double phase_ = 0;          // ticks less blocks, where the following began
  double least_ = 0;          // of this window: a thread is woken late, never early
  double last_least_ = 0;     // of the one before
  bool has_phase_ = false;
  int steady_windows_ = 0;
  double learnt_ppm_ = 0;
};

}  // namespace partyline::lines
