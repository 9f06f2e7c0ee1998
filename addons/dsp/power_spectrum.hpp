// The power spectrum of a stretch of 64 ms, and from it how like itself the stretch is some milliseconds later.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace partyline::dsp {

class PowerSpectrum {
 public:
  static constexpr size_t kSamples = 512;
  // From 0 to 4 kHz, 15.6 Hz apart; a pure tone is seen in the four nearest.
  static constexpr size_t kBins = kSamples / 2 + 1;
  using Powers = std::array<float, kBins>;

  PowerSpectrum() noexcept;
  // One thread, as all of it. The sum of `powers` is the mean square.
  void of(const std::array<float, kSamples>& samples, Powers& powers) noexcept;
  // The greatest autocorrelation at the periods of voices, 70 to 400 Hz; 1: it repeats exactly.
  float periodicity(const Powers& powers) noexcept;

 private:
  using Values = std::array<float, kSamples>;

  void transform() noexcept;

  Values window_;
  Values window_correlation_;
  // Of each stage by itself, from as many on as it has.
  Values cosines_{}, sines_{};
  std::array<uint16_t, kSamples> reversed_;
  Values real_, imaginary_;
};

}  // namespace partyline::dsp
