// ITU-T G.711, and what an idle channel carries.
#pragma once
#include <cstdint>

namespace partyline::simulator {

enum class Law { a, mu };

uint8_t encoded(Law law, int16_t linear);
int16_t decoded(Law law, uint8_t sample);

}  // namespace partyline::simulator
