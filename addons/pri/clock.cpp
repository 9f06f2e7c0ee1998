#include "clock.hpp"

#include "../rt/clock.hpp"

namespace partyline::pri {

int64_t now_ms() { return rt::now_ns() / 1000000; }

}  // namespace partyline::pri

extern "C" int partyline_pri_gettimeofday(struct timeval* now, void*) {
  const int64_t now_us = partyline::rt::now_ns() / 1000;
  now->tv_sec = static_cast<time_t>(now_us / 1000000);
  now->tv_usec = static_cast<suseconds_t>(now_us % 1000000);
  return 0;
}
