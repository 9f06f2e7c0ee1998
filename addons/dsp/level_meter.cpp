#include "level_meter.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::dsp {
namespace {

constexpr float kPeak = 32767.0f;
constexpr float kSmoothingSamples = 800.0f;

}  // namespace

float meanSquareOf(float dbm0) noexcept { return kPeak * kPeak / 2 * std::pow(10.0f, (dbm0 - kFullScaleDbm0) / 10); }

float dbm0Of(float mean_square) noexcept {
  if (mean_square <= 0) return kSilenceDbm0;
  return std::max(kSilenceDbm0, kFullScaleDbm0 + 10 * std::log10(mean_square / (kPeak * kPeak / 2)));
}

void LevelMeter::process(const int16_t* samples, size_t count) noexcept {
  if (count == 0) return;
  float sum = 0;
  for (size_t i = 0; i < count; ++i) sum += static_cast<float>(samples[i]) * samples[i];
  const auto n = static_cast<float>(count);
  mean_square_ += (sum / n - mean_square_) * (1 - std::exp(-n / kSmoothingSamples));
}

float LevelMeter::dbm0() const noexcept { return dbm0Of(mean_square_); }

}  // namespace partyline::dsp
