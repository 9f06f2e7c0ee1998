// One or two sines with soft edges. Any piece can be computed by itself, so that nothing drifts and rates agree.
#pragma once
#include <cstdint>

#include "rates.hpp"

namespace partyline::mixer {

struct Tone {
  float frequency_hz[2] = {0, 0};
  float amplitude[2] = {0, 0};  // of 32767
};

// `level_dbm0` is that of the sum; a full-scale sine is +3.14 dBm0 (ITU-T G.711).
Tone makeTone(const float (&frequency_hz)[2], float level_dbm0);

// A stretch of a tone or prompt, in samples at 8 kHz from its start.
struct Stretch {
  uint32_t at;
  uint32_t count;
  uint32_t length;  // of the whole
  int rate;         // at which it is wanted
};

// Audio thread. Writes stretch.count * rateRatio(stretch.rate) samples.
void renderTone(int16_t* out, const Tone& tone, Stretch stretch) noexcept;

}  // namespace partyline::mixer
