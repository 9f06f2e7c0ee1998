// Takes away what an adaptive filter leaves of an echo while nobody at the line's own end speaks, and puts the line's noise in its place.
#pragma once
#include <cstdint>

#include "block.hpp"
#include "line_noise.hpp"

namespace partyline::dsp {

class ResidualSuppressor {
 public:
  // Line thread. `left` is what the filter left, `echo` what it took away, `sent` what may have made the echo. `left` is changed in place.
  void process(int16_t* left, const float* echo, const int16_t* sent) noexcept;
  void restart() noexcept;
  // In the newest block there was an echo, and nobody spoke over it.
  bool echoAlone() const noexcept { return echo_alone_; }
  // In the newest block there was an echo, and somebody spoke over it.
  bool echoAndSpeech() const noexcept { return echo_and_speech_; }

 private:
  static constexpr size_t kCellSamples = 40;

  void hear(const int16_t* sent) noexcept;
  float echoOf(const float* taken_away) noexcept;
  float opening(float over_echo_db) noexcept;
  void learn(float over_echo_db, float threshold_db) noexcept;
  void weigh(int16_t* left, float wanted) noexcept;

  LineNoise noise_;
  float echo_ = 0;          // energy of the echo, as it dies away
  float leak_db_ = 0;       // of an echo so much is left: a low quartile
  float sent_ = 0;          // the greatest energy that was sent lately
  int unlearnt_blocks_ = 0;
  float open_ = 0;          // 0: only echo, 1: somebody speaks
  float gain_ = 1;
  bool echo_alone_ = false;
  bool echo_and_speech_ = false;
};

}  // namespace partyline::dsp
