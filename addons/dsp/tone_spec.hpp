// A call-progress tone as its frequencies and cadence tell it.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace partyline::dsp {

// Sounds for on_ms, is silent for off_ms. off_ms 0: the next stretch follows at once, or, where there is no other, the tone goes on.
struct ToneStretch {
  std::array<float, 2> frequency_hz{};  // the second is 0 where there is one only
  uint32_t on_ms = 0;
  uint32_t off_ms = 0;
};

// Several of one name are one tone, of which there are variants.
struct ToneSpec {
  std::string tone;
  std::vector<ToneStretch> cadence;
  bool greeting = false;  // no tone, but somebody who says "Hello?"; there is no cadence then
};

}  // namespace partyline::dsp
