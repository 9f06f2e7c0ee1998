// Hears that somebody has said a few words and waits for what comes: "Hello?" Whoever answers a telephone does that.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "sound_spectrum.hpp"

namespace partyline::dsp {

class GreetingWatch {
 public:
  // One thread. kBlockSamples samples of what comes from the line. True: a greeting was heard, and nothing since.
  bool process(const int16_t* samples) noexcept;

 private:
  enum class Kind { quiet, tone, voice, other };

  // From the first sound to the last one.
  struct Utterance {
    uint32_t ms = 0;
    uint32_t voice_ms = 0;
    uint32_t frames = 0;
    bool periodic = false;
    float loudest = 0;
    std::array<float, SoundFrame::kBands> sums{}, squares{};  // of the bands' levels
  };

  Kind kindOf(const SoundFrame& frame) const noexcept;
  void quiet() noexcept;
  void sounds(const SoundFrame& frame, Kind kind) noexcept;
  void measure(const SoundFrame& frame, Kind kind) noexcept;
  bool isGreeting() const noexcept;
  float change_db() const noexcept;

  SoundSpectrum spectrum_;
  Utterance utterance_;
  std::array<float, 2> tone_hz_{};  // of the frames before, the older one first; 0: it was quiet
  uint32_t deaf_ms_ = 0;            // so far
  uint32_t quiet_ms_ = 0;
  uint32_t tone_ms_ = 0;            // of a tone that goes on
  bool too_long_ = false;
  bool greeted_ = false;
};

}  // namespace partyline::dsp
