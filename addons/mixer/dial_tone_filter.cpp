#include "dial_tone_filter.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::mixer {
namespace {

// Elliptic high-pass of the fourth order at 8 kHz: 0.5 dB of ripple above 672 Hz, less than -29 dB from 300 to 480 Hz, deepest at
// 440 Hz. Zeros and poles of each section: b0, b1, b2, a1, a2.
constexpr float kSection[][5] = {
    {0.517531318f, -1.021759362f, 0.517531318f, -1.015427761f, 0.378559075f},
    {1.0f, -1.881898066f, 1.0f, -1.644747388f, 0.888052823f},
};

// Transposed direct form 2.
float filtered(float in, const float (&c)[5], float (&history)[2]) noexcept {
  const float out = c[0] * in + history[0];
  history[0] = c[1] * in - c[3] * out + history[1];
  history[1] = c[2] * in - c[4] * out;
  return out;
}

}  // namespace

void DialToneFilter::run(int16_t* out, const int16_t* in, size_t count) noexcept {
  for (size_t i = 0; i < count; ++i) {
    float sample = in[i];
    for (int section = 0; section < kSections; ++section) sample = filtered(sample, kSection[section], history_[section]);
    out[i] = static_cast<int16_t>(std::lround(std::clamp(sample, -32768.0f, 32767.0f)));
  }
}

}  // namespace partyline::mixer
