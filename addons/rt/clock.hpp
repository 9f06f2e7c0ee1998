// The monotonic clock, in nanoseconds, and sleeping till a point on it.
#pragma once
#include <cerrno>
#include <cstdint>
#include <ctime>

namespace partyline::rt {

inline int64_t now_ns() noexcept {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<int64_t>(now.tv_sec) * 1000000000 + now.tv_nsec;
}

inline void sleepUntil_ns(int64_t at_ns) noexcept {
  timespec at{};
  at.tv_sec = at_ns / 1000000000;
  at.tv_nsec = at_ns % 1000000000;
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr) == EINTR) {}
}

}  // namespace partyline::rt
