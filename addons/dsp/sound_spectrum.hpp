// Tells, every 20 ms, what a stretch of 64 ms of any sound is like.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "block.hpp"
#include "power_spectrum.hpp"

namespace partyline::dsp {

struct SoundFrame {
  static constexpr size_t kBands = 10;

  float energy = 0;         // mean square of what is between 200 and 3400 Hz; of quiet frames nothing else is known
  bool quiet = true;
  bool even = false;        // it neither begins nor ends here
  float tone_share = 0;     // of the energy: the two strongest frequencies, with what modulates them
  float tone_hz = 0;        // the mean of these
  std::array<float, kBands> band_db{};  // against the whole, 25 dB below it at the least
};

class SoundSpectrum {
 public:
  // One thread. kBlockSamples samples.
  SoundFrame take(const int16_t* samples) noexcept;
  // The newest stretch repeats itself as voices do while they sound.
  bool periodic() noexcept;

 private:
  bool isEven() const noexcept;
  void measureTone(SoundFrame& frame) const noexcept;
  void measureBands(SoundFrame& frame) const noexcept;

  PowerSpectrum spectrum_;
  std::array<float, PowerSpectrum::kSamples> samples_{};
  PowerSpectrum::Powers powers_{};
};

}  // namespace partyline::dsp
