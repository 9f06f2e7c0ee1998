// The time by which Q.921's and Q.931's timers run.
#pragma once
#include <sys/time.h>

#include <cstdint>

namespace partyline::pri {

// CLOCK_MONOTONIC.
int64_t now_ms();

}  // namespace partyline::pri

// What libpri calls instead of gettimeofday (CMakeLists.txt): its timers shall not bend when the wall clock is set.
extern "C" int partyline_pri_gettimeofday(struct timeval* now, void* zone);
