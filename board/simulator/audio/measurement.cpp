#include "measurement.hpp"

#include <cmath>

#include "level.hpp"

namespace partyline::simulator {

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

void Measurements::take(const Block& block) {
  std::vector<Running> over;
  for (size_t i = 0; i < running_.size();) {
    if (!running_[i].measurement.take(block)) { ++i; continue; }
    over.push_back(std::move(running_[i]));
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (const Running& each : over) each.done(each.measurement);
}

}  // namespace partyline::simulator
