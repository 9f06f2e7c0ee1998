// The generator's clock. Schedules use CLOCK_MONOTONIC; the kernel stamps received packets with CLOCK_REALTIME.
#pragma once
#include <cstdint>
#include <ctime>

namespace partyline::bench {

constexpr int64_t kNsPerMs = 1'000'000;
constexpr int64_t kNsPerS = 1'000'000'000;

inline int64_t readClock(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return t.tv_sec * kNsPerS + t.tv_nsec;
}

inline int64_t monotonicNs() { return readClock(CLOCK_MONOTONIC); }
inline int64_t realtimeNs() { return readClock(CLOCK_REALTIME); }

inline void sleepUntil(int64_t monotonic_ns) {
  const timespec t{static_cast<time_t>(monotonic_ns / kNsPerS), static_cast<long>(monotonic_ns % kNsPerS)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, nullptr) != 0) {}
}

}  // namespace partyline::bench
