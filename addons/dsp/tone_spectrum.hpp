// Tells, every 10 ms, which of some pairs of frequencies a stretch of 60 ms consists of, if any.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace partyline::dsp {

// One frequency, or two; the second is 0 then.
using FrequencyPair = std::array<float, 2>;

struct ToneFrame {
  int pair = -1;      // place in the list; -1: none of them
  float energy = 0;   // mean square
};

class ToneSpectrum {
 public:
  static constexpr size_t kHopSamples = 80;
  static constexpr size_t kHopMs = 10;
  static constexpr size_t kWindowHops = 6;

  // Allocates here and never again.
  explicit ToneSpectrum(std::vector<FrequencyPair> pairs);
  // The newest kHopSamples. What is told is about the 60 ms that end with them.
  ToneFrame take(const int16_t* samples) noexcept;

 private:
  static constexpr size_t kWindowSamples = kWindowHops * kHopSamples;
  // A frequency may be 1.5 % off: it is looked for at three places.
  static constexpr size_t kPlaces = 3;
  using Window = std::array<float, kWindowSamples>;
  // The window times a cosine and a sine, scaled so that the sum of squares is the tone's mean square.
  struct Probe {
    Window cosine, sine;
  };
  using Frequency = std::array<Probe, kPlaces>;

  size_t indexOf(float hz);
  static float product(const Window& a, const Window& b) noexcept;
  float energyAt(const Frequency& frequency) const noexcept;
  float windowedEnergy() const noexcept;

  Window window_{};
  Window samples_{};
  std::vector<float> known_hz_;
  std::vector<Frequency> frequencies_;
  std::vector<float> energies_;
  std::vector<std::array<int, 2>> pairs_;
};

}  // namespace partyline::dsp
