// Brings a wide sum into 16 bits: nothing is changed below the threshold, nothing wraps, and the gain never steps.
#pragma once
#include <cstdint>

#include "frame.hpp"

namespace partyline::mixer {

// A sum of several is bent from about -3 dBFS on; a single source fits by itself and is left alone.
constexpr int32_t kSumThreshold = 23200;
constexpr int32_t kSingleThreshold = 32767;

class Limiter {
 public:
  // Audio thread. A frame is a multiple of 16 samples.
  void process(int16_t* out, Wide in, int32_t threshold) noexcept;
  bool atRest() const noexcept { return gain_ == 1.0f; }
  float gain() const noexcept { return gain_; }
  void setGain(float gain) noexcept { gain_ = gain; }

 private:
  void limit(int16_t* out, Wide in, int32_t threshold) noexcept;
  float gain_ = 1.0f;
};

}  // namespace partyline::mixer
