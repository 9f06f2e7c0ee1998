// The way from one sample rate to another, frame by frame, with the history that keeps frames seamless.
#pragma once
#include <speex/speex_resampler.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "rates.hpp"

namespace partyline::mixer {

class Converter {
 public:
  // Control thread: allocates. Rates are indices.
  Converter(int from, int to);
  // Any one thread. One frame in, one frame out. A null frame lets the rest of what went in come out.
  void convert(int16_t* out, const int16_t* in) noexcept;
  // The same for a sum that may exceed 16 bits; the outcome is added.
  void addConverted(int32_t* sum, const int32_t* in) noexcept;
  // True while a null frame would still give something.
  bool ringing() const noexcept { return ringing_; }
  void reset() noexcept;

 private:
  struct Free {
    void operator()(SpeexResamplerState* state) const { speex_resampler_destroy(state); }
  };
  std::unique_ptr<SpeexResamplerState, Free> state_;
  int from_, to_;
  bool ringing_ = false;
};

struct Conversion {
  int from, to;
  size_t out_samples;
};

// Whole prompts, the filter's delay taken off. Any thread but an audio thread.
std::vector<int16_t> converted(const std::vector<int16_t>& in, const Conversion& conversion);

}  // namespace partyline::mixer
