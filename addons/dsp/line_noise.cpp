#include "line_noise.hpp"

#include <algorithm>
#include <cmath>

#include "level_meter.hpp"

namespace partyline::dsp {
namespace {

constexpr float kLeastDbm0 = -68, kMostDbm0 = -45;
constexpr float kSmoothing_samples = 400;
constexpr size_t kStretchSamples = 16000;
// For each 5 ms: 6 dB a second, so that somebody who speaks without a pause is not soon taken for noise.
constexpr float kMostRise = 1.007f;
// The least of a smoothed noise lies below its mean.
constexpr float kLeastToMean = 1.6f;
constexpr float kSqrt3 = 1.7320508f;

}  // namespace

// Nothing is known yet: as little as is still no dead line.
LineNoise::LineNoise() noexcept : power_(meanSquareOf(kLeastDbm0)) {}

void LineNoise::learn(const int16_t* samples, size_t count) noexcept {
  float sum = 0, product = 0;
  for (size_t i = 0; i < count; ++i) {
    sum += static_cast<float>(samples[i]) * samples[i];
    if (i > 0) product += static_cast<float>(samples[i]) * samples[i - 1];
  }
  const auto n = static_cast<float>(count);
  smoothed_ += smoothed_ == 0 ? sum / n : (sum / n - smoothed_) * std::min(1.0f, n / kSmoothing_samples);
  least_now_ = std::min(least_now_, smoothed_);
  stretch_samples_ += count;
  take(sum / n, sum > 0 ? product / sum : 0);
}

void LineNoise::take(float power, float correlation) noexcept {
  const float least = std::min(least_now_, least_before_) * kLeastToMean;
  power_ = std::clamp(std::min(least, power_ * kMostRise), meanSquareOf(kLeastDbm0), meanSquareOf(kMostDbm0));
  // What is about as quiet as it gets is noise and nothing else.
  if (power < 2 * power_) correlation_ += (std::clamp(correlation, -0.9f, 0.9f) - correlation_) * 0.02f;
  if (stretch_samples_ < kStretchSamples) return;
  stretch_samples_ = 0;
  least_before_ = least_now_;
  least_now_ = 1e12f;
}

float LineNoise::next() noexcept {
  random_ = random_ * 1664525u + 1013904223u;
  const float uniform = static_cast<float>(static_cast<int32_t>(random_)) / 2147483648.0f;
  last_ = correlation_ * last_ + uniform * kSqrt3 * std::sqrt(power_ * (1 - correlation_ * correlation_));
  return last_;
}

}  // namespace partyline::dsp
