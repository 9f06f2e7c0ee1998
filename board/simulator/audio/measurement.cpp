#include "measurement.hpp"

#include <algorithm>
#include <cmath>

#include "level.hpp"

namespace partyline::simulator {

namespace {

constexpr size_t kLastBlocks = 100 / kBlockMs;
// A longer window would be sharper than the grid, and miss what lies between.
constexpr double kGridHz = 10, kLowestHz = 100, kHighestHz = 3900;
constexpr double kApartHz = 35;
constexpr double kWithinDb = 20;

std::vector<double> grid() {
  std::vector<double> frequencies_hz;
  for (double hz = kLowestHz; hz <= kHighestHz; hz += kGridHz) frequencies_hz.push_back(hz);
  return frequencies_hz;
}

}  // namespace

Measurement::Measurement(size_t blocks, const std::vector<double>& frequencies_hz) : blocks_(blocks) {
  for (const double hz : frequencies_hz) bins_.push_back({2 * std::cos(2 * M_PI * hz / kRateHz), 0, 0});
}

bool Measurement::take(const Block& block) {
  double sum = 0;
  for (const int16_t sample : block) {
    sum += static_cast<double>(sample) * sample;
    for (Bin& bin : bins_) {
      const double now = sample + bin.coefficient * bin.previous - bin.before;
      bin.before = bin.previous;
      bin.previous = now;
    }
  }
  envelope_.push_back(dbm0Of(sum / kBlockSamples));
  last_.push_back(block);
  if (last_.size() > kLastBlocks) last_.erase(last_.begin());
  return envelope_.size() >= blocks_;
}

std::vector<double> Measurement::energies() const {
  const double samples = static_cast<double>(envelope_.size()) * kBlockSamples;
  std::vector<double> energies;
  for (const Bin& bin : bins_) {
    const double power = bin.previous * bin.previous + bin.before * bin.before - bin.coefficient * bin.previous * bin.before;
    energies.push_back(dbm0Of(2 * power / (samples * samples)));
  }
  return energies;
}

std::vector<Measurement::Tone> Measurement::strongest(size_t count) const {
  if (count == 0) return {};
  const std::vector<double> frequencies_hz = grid();
  Measurement last(last_.size(), frequencies_hz);
  for (const Block& block : last_) last.take(block);
  const std::vector<double> levels = last.energies();
  std::vector<Tone> tones, strongest;
  for (size_t i = 0; i < levels.size(); ++i) tones.push_back({frequencies_hz[i], levels[i]});
  std::sort(tones.begin(), tones.end(), [](const Tone& a, const Tone& b) { return a.dbm0 > b.dbm0; });
  for (const Tone& tone : tones) {
    if (strongest.size() == count || tone.dbm0 <= kSilenceDbm0 || tone.dbm0 < tones.front().dbm0 - kWithinDb) break;
    const auto is_near = [&](const Tone& other) { return std::abs(other.hz - tone.hz) < kApartHz; };
    if (std::none_of(strongest.begin(), strongest.end(), is_near)) strongest.push_back(tone);
  }
  return strongest;
}

}  // namespace partyline::simulator
