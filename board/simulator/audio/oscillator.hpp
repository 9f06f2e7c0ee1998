// One or two sines, from where they stopped.
#pragma once
#include <cmath>
#include <vector>

#include "block.hpp"
#include "level.hpp"

namespace partyline::simulator {

struct Sine {
  double hz;
  double dbm0;
};

class Oscillator {
 public:
  Oscillator() = default;
  explicit Oscillator(const std::vector<Sine>& sines) {
    for (const Sine& sine : sines) waves_.push_back({2 * M_PI * sine.hz / kRateHz, amplitudeOf(sine.dbm0), 0});
  }

  bool isSilent() const { return waves_.empty(); }

  double next() {
    double sum = 0;
    for (Wave& wave : waves_) {
      sum += wave.amplitude * std::sin(wave.phase);
      wave.phase = std::fmod(wave.phase + wave.step, 2 * M_PI);
    }
    return sum;
  }

 private:
  struct Wave { double step, amplitude, phase; };
  std::vector<Wave> waves_;
};

}  // namespace partyline::simulator
