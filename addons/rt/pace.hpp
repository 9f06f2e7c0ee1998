// How a clock of fixed ticks deals with having been held up.
#pragma once
#include <algorithm>
#include <cstdint>

namespace partyline::rt {

struct Pace {
  int64_t tick_ns;
  int64_t most_behind;  // ticks that are made up for, one after the other; the rest is left out

  // Later than half a tick: the far ends begin to notice.
  constexpr bool isLate(int64_t behind_ns) const noexcept { return behind_ns > tick_ns / 2; }
  constexpr int64_t leftOut(int64_t behind_ns) const noexcept { return std::max<int64_t>(0, behind_ns / tick_ns - most_behind); }
};

}  // namespace partyline::rt
