// The impulse response of the resampler that joins two clocks: a windowed sinc of 32 taps at 256 places between two samples.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace partyline::dsp {

class SincTable {
 public:
  static constexpr size_t kTaps = 32;
  static constexpr size_t kPlaces = 256;
  // So many samples before, and after, the one at or before the place that is asked for.
  static constexpr size_t kBefore = kTaps / 2 - 1;
  static constexpr size_t kAfter = kTaps / 2;

  SincTable();
  // The signal at `first[kBefore] + fraction`, 0 <= fraction < 1.
  float at(const int16_t* first, float fraction) const noexcept;

 private:
  std::array<std::array<float, kTaps>, kPlaces + 1> taps_{};
};

// Made once, before anything asks for it in earnest.
const SincTable& sincTable();

}  // namespace partyline::dsp
