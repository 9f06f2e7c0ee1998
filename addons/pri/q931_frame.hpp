// What libpri keeps to itself of a Q.931 message.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::pri {

struct Q931Message {
  uint8_t type = 0;         // Q.931 table 4-2; 0: the frame carries none
  int call_reference = 0;   // with its flag as the highest bit, as in the message
  // Progress indicator 8: tones or an announcement can be heard, in DISCONNECT until RELEASE (Q.931 5.3.4.1).
  bool tones = false;
  bool isDisconnect() const { return type == 0x45; }
};

// `frame` with its check octets. What is no message, or a broken one, is none.
Q931Message messageIn(const uint8_t* frame, size_t bytes);

}  // namespace partyline::pri
