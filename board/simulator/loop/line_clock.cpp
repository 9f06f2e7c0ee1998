#include "line_clock.hpp"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <ctime>
#include <system_error>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr int64_t kSecond_ns = 1000000000;
constexpr int64_t kMostBehindTicks = 50;  // a machine that stood still for longer loses the rest

int64_t monotonic_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kSecond_ns + now.tv_nsec;
}

}  // namespace

LineClock::LineClock(EventLoop& loop, double error_ppm)
    : loop_(loop), error_ppm_(error_ppm), tick_ns_(kTickMs * 1e6 / (1 + error_ppm * 1e-6)), file_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  if (file_ < 0) throw std::system_error(errno, std::generic_category(), "timerfd_create");
  started_ns_ = monotonic_ns();
  loop_.watch(file_, EPOLLIN, [this](uint32_t) { wake(); });
  arm();
}

LineClock::~LineClock() {
  loop_.unwatch(file_);
  close(file_);
}

int64_t LineClock::tickAt_ns(int64_t tick) const { return started_ns_ + std::llround(static_cast<double>(tick) * tick_ns_); }

void LineClock::arm() {
  const int64_t at_ns = tickAt_ns(ticks_ + 1);
  itimerspec when{};
  when.it_value.tv_sec = at_ns / kSecond_ns;
  when.it_value.tv_nsec = at_ns % kSecond_ns;
  timerfd_settime(file_, TFD_TIMER_ABSTIME, &when, nullptr);
}

void LineClock::wake() {
  uint64_t expirations = 0;
  if (read(file_, &expirations, sizeof expirations) < 0) return;
  const int64_t due = static_cast<int64_t>(static_cast<double>(monotonic_ns() - started_ns_) / tick_ns_) - ticks_;
  if (due > kMostBehindTicks) started_ns_ += std::llround(static_cast<double>(due - 1) * tick_ns_);
  for (int64_t i = due > kMostBehindTicks ? due - 1 : 0; i < due; ++i) tick();
  arm();
}

void LineClock::tick() {
  ++ticks_;
  const int64_t end_ms = ticks_ * kTickMs;
  while (!timers_.empty() && timers_.begin()->first.first <= end_ms) {
    auto timer = timers_.extract(timers_.begin());
    now_ms_ = std::max(now_ms_, timer.key().first);
    timer.mapped()();
  }
  now_ms_ = end_ms;
  for (auto next = ticking_.begin(); next != ticking_.end();) {
    const uint64_t id = next->first;
    const Action action = next->second;  // it may leave
    action();
    next = ticking_.upper_bound(id);
  }
}

LineClock::TimerId LineClock::after(int64_t delay_ms, Action action) {
  const TimerId id{now_ms_ + std::max<int64_t>(delay_ms, 0), ++last_id_};
  timers_.emplace(id, std::move(action));
  return id;
}

void LineClock::cancel(TimerId timer) { timers_.erase(timer); }

uint64_t LineClock::onTick(Action action) {
  ticking_.emplace(++last_id_, std::move(action));
  return last_id_;
}

void LineClock::leave(uint64_t ticking) { ticking_.erase(ticking); }

void Timer::start(int64_t delay_ms, LineClock::Action action) {
  stop();
  running_ = true;
  id_ = clock_.after(delay_ms, [this, action = std::move(action)] {
    running_ = false;
    action();
  });
}

void Timer::stop() {
  if (running_) clock_.cancel(id_);
  running_ = false;
}

}  // namespace partyline::simulator
