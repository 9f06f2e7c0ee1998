// Time for tests of signalling: it stands still until it is moved.
#pragma once
#include <cstdint>

namespace partyline::pri::test {

void moveClock_ms(int64_t by_ms);

}  // namespace partyline::pri::test
