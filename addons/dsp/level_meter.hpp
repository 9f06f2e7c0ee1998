// Levels of 8 kHz PCM in dBm0. A sine that reaches 32767 is +3.14 dBm0: the peak of A-law (ITU-T G.711 table 5); µ-law's 3.17 differs
// by less than anybody measures.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::dsp {

constexpr float kFullScaleDbm0 = 3.14f;
constexpr float kSilenceDbm0 = -90.0f;

// The mean square of a sine of 0 dBm0, in samples squared.
float meanSquareOf(float dbm0) noexcept;
// kSilenceDbm0 at least.
float dbm0Of(float mean_square) noexcept;

class LevelMeter {
 public:
  // One thread. Any number of samples.
  void process(const int16_t* samples, size_t count) noexcept;
  // The same thread. Of the last 200 ms or so, smoothed.
  float dbm0() const noexcept;

 private:
  float mean_square_ = 0;
};

}  // namespace partyline::dsp
