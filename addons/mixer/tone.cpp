#include "tone.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::mixer {
namespace {

constexpr double kTwoPi = 6.283185307179586;
constexpr float kFullScaleDbm0 = 3.14f;
constexpr float kEdgeMs = 5.0f;

// A sine by its two-term recurrence, begun anew with each stretch.
class Sine {
 public:
  Sine(float frequency_hz, float amplitude, Stretch stretch) noexcept {
    const double step = kTwoPi * frequency_hz / rateHz(stretch.rate);
    const double turns = static_cast<double>(frequency_hz) * stretch.at / rateHz(kRate8k);
    const double phase = kTwoPi * (turns - std::floor(turns));
    factor_ = 2.0 * std::cos(step);
    now_ = amplitude * std::sin(phase);
    before_ = amplitude * std::sin(phase - step);
  }
  float next() noexcept {
    const double value = now_;
    now_ = factor_ * now_ - before_;
    before_ = value;
    return static_cast<float>(value);
  }

 private:
  double factor_, now_, before_;
};

float edge(float from_edge_samples, float edge_samples) noexcept {
  if (from_edge_samples >= edge_samples) return 1.0f;
  return 0.5f - 0.5f * std::cos(3.14159265f * from_edge_samples / edge_samples);
}

void soften(int16_t* out, Stretch stretch) noexcept {
  const auto ratio = static_cast<uint32_t>(rateRatio(stretch.rate));
  const float edge_samples = kEdgeMs * static_cast<float>(rateHz(stretch.rate)) / 1000.0f;
  const uint32_t start = stretch.at * ratio, end = stretch.length * ratio;
  for (uint32_t i = 0; i < stretch.count * ratio; ++i) {
    const float nearest = static_cast<float>(std::min(start + i, end - 1 - (start + i)));
    out[i] = static_cast<int16_t>(std::lrint(static_cast<float>(out[i]) * edge(nearest, edge_samples)));
  }
}

}  // namespace

Tone makeTone(const float (&frequency_hz)[2], float level_dbm0) {
  Tone tone;
  const bool both = frequency_hz[0] > 0 && frequency_hz[1] > 0;
  const float each_dbm0 = std::min(level_dbm0, 0.0f) - (both ? 3.01f : 0.0f);
  for (int i = 0; i < 2; ++i) {
    tone.frequency_hz[i] = frequency_hz[i];
    tone.amplitude[i] = frequency_hz[i] > 0 ? 32767.0f * std::pow(10.0f, (each_dbm0 - kFullScaleDbm0) / 20.0f) : 0.0f;
  }
  return tone;
}

void renderTone(int16_t* out, const Tone& tone, Stretch stretch) noexcept {
  const auto ratio = static_cast<uint32_t>(rateRatio(stretch.rate));
  Sine first(tone.frequency_hz[0], tone.amplitude[0], stretch);
  Sine second(tone.frequency_hz[1], tone.amplitude[1], stretch);
  for (uint32_t i = 0; i < stretch.count * ratio; ++i) {
    const float value = first.next() + second.next();
    out[i] = static_cast<int16_t>(std::lrint(std::min(32767.0f, std::max(-32768.0f, value))));
  }
  const auto edge_8k = static_cast<uint32_t>(kEdgeMs * 8);
  if (stretch.at < edge_8k || stretch.at + stretch.count + edge_8k > stretch.length) soften(out, stretch);
}

}  // namespace partyline::mixer
