// In place of clock.cpp.
#include "manual_clock.hpp"

#include "../clock.hpp"

namespace {

int64_t time_ms = 1000000;

}  // namespace

namespace partyline::pri {

int64_t now_ms() { return time_ms; }

namespace test {

void moveClock_ms(int64_t by_ms) { time_ms += by_ms; }

}  // namespace test

}  // namespace partyline::pri

extern "C" int partyline_pri_gettimeofday(struct timeval* now, void*) {
  now->tv_sec = static_cast<time_t>(time_ms / 1000);
  now->tv_usec = static_cast<suseconds_t>(time_ms % 1000 * 1000);
  return 0;
}
