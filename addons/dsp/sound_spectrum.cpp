#include "sound_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "level_meter.hpp"

namespace partyline::dsp {
namespace {

// Speech comes from lines at -18 to -30 dBm0 (ITU-T P.59, P.79); crosstalk and noise stay below this.
constexpr float kQuietDbm0 = -40;
// From 200 Hz, above a mains' hum, to 3400 Hz.
constexpr size_t kFirstBin = 13, kEndBin = 218;
// Wide enough for two tones that beat, and for the modulated ringing tones of some countries.
constexpr ptrdiff_t kToneBins = 4;
constexpr size_t kThird = PowerSpectrum::kSamples / 3;
constexpr float kEven = 0.1f;
constexpr float kPeriodic = 0.6f;
constexpr float kLeastBand = 0.00316f;
// About as wide as the ear's.
constexpr std::array<size_t, SoundFrame::kBands + 1> kBandEdges{kFirstBin, 20, 28, 38, 50, 64, 82, 104, 134, 172, kEndBin};

float energyOf(const float* samples, size_t count) noexcept { return std::inner_product(samples, samples + count, samples, 0.0f) / static_cast<float>(count); }

}  // namespace

SoundFrame SoundSpectrum::take(const int16_t* samples) noexcept {
  std::copy(samples_.begin() + kBlockSamples, samples_.end(), samples_.begin());
  std::copy_n(samples, kBlockSamples, samples_.end() - kBlockSamples);
  SoundFrame frame;
  if (energyOf(samples_.data(), samples_.size()) < meanSquareOf(kQuietDbm0) / 4) return frame;
  spectrum_.of(samples_, powers_);
  std::fill_n(powers_.begin(), kFirstBin, 0.0f);
  std::fill(powers_.begin() + kEndBin, powers_.end(), 0.0f);
  frame.energy = std::accumulate(powers_.begin(), powers_.end(), 0.0f);
  frame.quiet = frame.energy < meanSquareOf(kQuietDbm0);
  if (frame.quiet) return frame;
  frame.even = isEven();
  measureTone(frame);
  measureBands(frame);
  return frame;
}

bool SoundSpectrum::periodic() noexcept { return spectrum_.periodicity(powers_) >= kPeriodic; }

bool SoundSpectrum::isEven() const noexcept {
  const float first = energyOf(samples_.data(), kThird), middle = energyOf(samples_.data() + kThird, kThird);
  const float last = energyOf(samples_.data() + samples_.size() - kThird, kThird);
  return std::min({first, middle, last}) >= kEven * std::max({first, middle, last});
}

void SoundSpectrum::measureTone(SoundFrame& frame) const noexcept {
  auto left = powers_;
  float energy = 0, moment = 0;
  for (int tone = 0; tone < 2; ++tone) {
    const ptrdiff_t middle = std::max_element(left.begin(), left.end()) - left.begin();
    for (ptrdiff_t at = std::max<ptrdiff_t>(middle - kToneBins, 0); at <= std::min<ptrdiff_t>(middle + kToneBins, PowerSpectrum::kBins - 1); ++at) {
      float& power = left[static_cast<size_t>(at)];
      energy += power;
      moment += power * static_cast<float>(at);
      power = 0;
    }
  }
  frame.tone_share = energy / frame.energy;
  frame.tone_hz = moment / energy * kRate_hz / PowerSpectrum::kSamples;
}

void SoundSpectrum::measureBands(SoundFrame& frame) const noexcept {
  for (size_t band = 0; band < SoundFrame::kBands; ++band) {
    const float energy = std::accumulate(powers_.data() + kBandEdges[band], powers_.data() + kBandEdges[band + 1], 0.0f);
    frame.band_db[band] = 10 * std::log10(std::max(energy / frame.energy, kLeastBand));
  }
}

}  // namespace partyline::dsp
