#include "power_spectrum.hpp"

#include <algorithm>
#include <cmath>

#include "block.hpp"

namespace partyline::dsp {
namespace {

constexpr double kTurn = 6.283185307179586;
constexpr size_t kBits = 9;
constexpr size_t kShortestPeriod = kRate_hz / 400, kLongestPeriod = kRate_hz / 70;

}  // namespace

PowerSpectrum::PowerSpectrum() noexcept {
  double energy = 0;
  for (size_t i = 0; i < kSamples; ++i) {
    const double window = 0.5 - 0.5 * std::cos(kTurn * (static_cast<double>(i) + 0.5) / kSamples);
    window_[i] = static_cast<float>(window);
    energy += window * window;
    reversed_[i] = 0;
    for (size_t bit = 0; bit < kBits; ++bit) reversed_[i] = static_cast<uint16_t>(reversed_[i] | ((i >> bit & 1) << (kBits - 1 - bit)));
  }
  for (size_t half = 1; half < kSamples; half *= 2) {
    for (size_t i = 0; i < half; ++i) {
      const double angle = -kTurn / 2 * static_cast<double>(i) / static_cast<double>(half);
      cosines_[half + i] = static_cast<float>(std::cos(angle));
      sines_[half + i] = static_cast<float>(std::sin(angle));
    }
  }
  for (size_t lag = 0; lag < kSamples; ++lag) {
    double sum = 0;
    for (size_t i = lag; i < kSamples; ++i) sum += static_cast<double>(window_[i]) * window_[i - lag];
    window_correlation_[lag] = static_cast<float>(sum / energy);
  }
  // With that the sum of all powers is the mean square.
  const auto scale = static_cast<float>(std::sqrt(2 / (energy * kSamples)));
  for (float& weight : window_) weight *= scale;
}

void PowerSpectrum::of(const std::array<float, kSamples>& samples, Powers& powers) noexcept {
  for (size_t i = 0; i < kSamples; ++i) real_[reversed_[i]] = samples[i] * window_[i];
  transform();
  for (size_t i = 0; i < kBins; ++i) powers[i] = real_[i] * real_[i] + imaginary_[i] * imaginary_[i];
}

// The spectrum of the power spectrum is the autocorrelation (Wiener and Khinchin), less and less of which is left by the window.
float PowerSpectrum::periodicity(const Powers& powers) noexcept {
  for (size_t i = 0; i < kSamples; ++i) real_[reversed_[i]] = powers[std::min(i, kSamples - i)];
  transform();
  float most = 0;
  for (size_t period = kShortestPeriod; period <= kLongestPeriod; ++period) most = std::max(most, real_[period] / window_correlation_[period]);
  return real_[0] > 0 ? most / real_[0] : 0;
}

// Radix 2, decimation in time, of what lies in bit-reversed order and is real.
void PowerSpectrum::transform() noexcept {
  imaginary_.fill(0);
  for (size_t half = 1; half < kSamples; half *= 2) {
    const float* const cosines = cosines_.data() + half;
    const float* const sines = sines_.data() + half;
    for (size_t from = 0; from < kSamples; from += 2 * half) {
      float* const real = real_.data() + from;
      float* const imaginary = imaginary_.data() + from;
      for (size_t i = 0; i < half; ++i) {
        const float turned_real = cosines[i] * real[half + i] - sines[i] * imaginary[half + i];
        const float turned_imaginary = cosines[i] * imaginary[half + i] + sines[i] * real[half + i];
        real[half + i] = real[i] - turned_real;
        imaginary[half + i] = imaginary[i] - turned_imaginary;
        real[i] += turned_real;
        imaginary[i] += turned_imaginary;
      }
    }
  }
}

}  // namespace partyline::dsp
