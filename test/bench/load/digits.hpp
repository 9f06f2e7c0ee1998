// A caller's key presses as RTP events (RFC 4733), a packet a slot.
#pragma once
#include "call.hpp"

namespace partyline::bench {

enum class DigitPacket { none, first, further };

// What this slot carries instead of audio. Fills `call.digit_payload`; between digits there are slots of audio.
DigitPacket stepDigits(Call& call, int64_t now_ns);

}  // namespace partyline::bench
