#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>

namespace partyline::phone {

/** What a phone says into the call: silence, a sine, or bursts of noise with the rhythm of speech; keys pressed as tones lie over it. */
class Source {
 public:
  void be_silent();
  /** `level_dbov` is the tone's RMS: a full-scale sine has -3.01 dBov. */
  void play_tone(double frequency_hz, double level_dbov);
  /** 300 ms of noise, 200 ms of nothing, and so on. */
  void speak(double level_dbov);
  /** A key as its two tones, each at -11 dBov, instead of what else is said. */
  void press(char digit, int duration_ms);
  void fill(int16_t* samples, size_t count, int rate_hz);

 private:
  enum class Kind { silence, tone, speech };
  double tone_sample(int rate_hz);
  double speech_sample(int rate_hz);
  double key_sample(int rate_hz);

  Kind kind_ = Kind::silence;
  double amplitude_ = 0;
  double frequency_hz_ = 0;
  double phase_turns_ = 0;
  uint64_t spoken_samples_ = 0;
  uint32_t noise_ = 1;
  double low_hz_ = 0;
  double high_hz_ = 0;
  double key_left_ms_ = 0;
  uint64_t key_samples_ = 0;
};

}  // namespace partyline::phone
