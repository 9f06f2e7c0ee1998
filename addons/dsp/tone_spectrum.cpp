#include "tone_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "block.hpp"
#include "level_meter.hpp"

namespace partyline::dsp {
namespace {

constexpr double kTurn = 6.283185307179586;
constexpr float kPlacesApart = 0.01f;
constexpr float kLeastDbm0 = -44;
// So much of all that is heard must be the tone. A tone with a low-frequency modulation of 90 % has no more than 0.71 in its carrier.
constexpr float kLeastShare = 0.58f;
// Of two frequencies the weaker one, against both.
constexpr float kLeastOfPair = 0.08f;
// A pair is more than one of its frequencies by that much, or it is taken for the one.
constexpr float kPairMore = 0.08f;

bool allowed(float hz) { return hz >= 200 && hz <= 3400; }

}  // namespace

ToneSpectrum::ToneSpectrum(std::vector<FrequencyPair> pairs) {
  for (size_t i = 0; i < kWindowSamples; ++i) {
    window_[i] = static_cast<float>(0.5 - 0.5 * std::cos(kTurn * (static_cast<double>(i) + 0.5) / kWindowSamples));
  }
  for (const auto& pair : pairs) {
    const int first = allowed(pair[0]) ? static_cast<int>(indexOf(pair[0])) : -1;
    pairs_.push_back({first, pair[1] > 0 && allowed(pair[1]) ? static_cast<int>(indexOf(pair[1])) : -1});
  }
  energies_.resize(frequencies_.size());
}

size_t ToneSpectrum::indexOf(float hz) {
  const auto known = std::find(known_hz_.begin(), known_hz_.end(), hz);
  if (known != known_hz_.end()) return static_cast<size_t>(known - known_hz_.begin());
  double sum = 0;
  for (const float weight : window_) sum += weight;
  const double scale = std::sqrt(2.0) / sum;
  Frequency frequency;
  for (size_t place = 0; place < kPlaces; ++place) {
    const double step = kTurn * hz * (1 + kPlacesApart * (static_cast<double>(place) - 1)) / kRate_hz;
    for (size_t i = 0; i < kWindowSamples; ++i) {
      frequency[place].cosine[i] = static_cast<float>(scale * window_[i] * std::cos(step * static_cast<double>(i)));
      frequency[place].sine[i] = static_cast<float>(scale * window_[i] * std::sin(step * static_cast<double>(i)));
    }
  }
  known_hz_.push_back(hz);
  frequencies_.push_back(frequency);
  return frequencies_.size() - 1;
}

ToneFrame ToneSpectrum::take(const int16_t* samples) noexcept {
  std::copy(samples_.begin() + kHopSamples, samples_.end(), samples_.begin());
  std::copy_n(samples, kHopSamples, samples_.end() - kHopSamples);
  ToneFrame frame;
  frame.energy = windowedEnergy();
  if (frame.energy < meanSquareOf(kLeastDbm0)) return frame;
  for (size_t i = 0; i < frequencies_.size(); ++i) energies_[i] = energyAt(frequencies_[i]);
  float best = kLeastShare * frame.energy;
  bool best_is_pair = false;
  for (size_t i = 0; i < pairs_.size(); ++i) {
    const auto [first, second] = pairs_[i];
    if (first < 0) continue;
    const float a = energies_[static_cast<size_t>(first)], b = second < 0 ? 0 : energies_[static_cast<size_t>(second)];
    if (second >= 0 && std::min(a, b) < kLeastOfPair * (a + b)) continue;
    const float handicap = (second >= 0) == best_is_pair || frame.pair < 0 ? 0 : kPairMore * frame.energy * (second >= 0 ? 1.0f : -1.0f);
    if (a + b <= best + handicap) continue;
    best = a + b;
    best_is_pair = second >= 0;
    frame.pair = static_cast<int>(i);
  }
  return frame;
}

// In lanes, which a compiler makes a vector of; it may not change the order of a sum by itself.
float ToneSpectrum::product(const Window& a, const Window& b) noexcept {
  constexpr size_t kLanes = 8;
  std::array<float, kLanes> sums{};
  for (size_t i = 0; i < kWindowSamples; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  return std::accumulate(sums.begin(), sums.end(), 0.0f);
}

float ToneSpectrum::energyAt(const Frequency& frequency) const noexcept {
  float most = 0;
  for (const Probe& probe : frequency) {
    const float cosine = product(samples_, probe.cosine), sine = product(samples_, probe.sine);
    most = std::max(most, cosine * cosine + sine * sine);
  }
  return most;
}

float ToneSpectrum::windowedEnergy() const noexcept {
  float sum = 0;
  for (size_t i = 0; i < kWindowSamples; ++i) sum += samples_[i] * samples_[i] * window_[i] * window_[i];
  // The mean square of the window.
  return sum / (0.375f * static_cast<float>(kWindowSamples));
}

}  // namespace partyline::dsp
