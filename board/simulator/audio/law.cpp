#include "law.hpp"

#include <spandsp.h>

namespace partyline::simulator {

uint8_t encoded(Law law, int16_t linear) { return law == Law::a ? linear_to_alaw(linear) : linear_to_ulaw(linear); }
int16_t decoded(Law law, uint8_t sample) { return law == Law::a ? alaw_to_linear(sample) : ulaw_to_linear(sample); }

}  // namespace partyline::simulator
