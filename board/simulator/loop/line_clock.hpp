// A clock that lines share: a card's, or the exchange's. It ticks each 20 ms by its own measure (a card's crystal may be off by some
// ppm); within a tick its timers run in the order of their times, so that what was meant to last 60 ms lasts 60 ms of line time however
// late the machine is. All on the simulator's one thread.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "event_loop.hpp"

namespace partyline::simulator {

constexpr int kTickMs = 20;

class LineClock {
 public:
  using Action = std::function<void()>;
  using TimerId = std::pair<int64_t, uint64_t>;

  // Positive ppm: the clock is fast. Throws std::system_error.
  explicit LineClock(EventLoop& loop, double error_ppm = 0);
  ~LineClock();
  LineClock(const LineClock&) = delete;
  LineClock& operator=(const LineClock&) = delete;

  // Line time since the clock was made. While a timer runs: the time at which it was due.
  int64_t now_ms() const { return now_ms_; }
  double error_ppm() const { return error_ppm_; }

  // Calls `action` when so much line time has gone by, never from within this call. `Timer` below forgets less easily.
  TimerId after(int64_t delay_ms, Action action);
  void cancel(TimerId timer);

  // Called once a tick, after its timers, in the order of asking; the result is to be given to `leave`.
  uint64_t onTick(Action action);
  void leave(uint64_t ticking);

 private:
  int64_t tickAt_ns(int64_t tick) const;
  void arm();
  void wake();
  void tick();

  EventLoop& loop_;
  const double error_ppm_;
  const double tick_ns_;
  int file_ = -1;
  int64_t started_ns_ = 0;
  int64_t ticks_ = 0;
  int64_t now_ms_ = 0;
  uint64_t last_id_ = 0;
  std::map<TimerId, Action> timers_;
  std::map<uint64_t, Action> ticking_;
};

// One timer of its owner: starting it again replaces what it was to do, and it does nothing once its owner is gone.
class Timer {
 public:
  explicit Timer(LineClock& clock) : clock_(clock) {}
  ~Timer() { stop(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void start(int64_t delay_ms, LineClock::Action action);
  void stop();
  bool isRunning() const { return running_; }

 private:
  LineClock& clock_;
  LineClock::TimerId id_{};
  bool running_ = false;
};

}  // namespace partyline::simulator
