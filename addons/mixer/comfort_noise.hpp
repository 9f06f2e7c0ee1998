// Faint noise in place of digital silence, so that nobody (and no carrier) takes the call for dead.
#pragma once
#include <cstdint>
#include <vector>

#include "rates.hpp"

namespace partyline::mixer {

constexpr float kComfortNoiseDbov = -66.0f;

class ComfortNoise {
 public:
  ComfortNoise();
  // Any thread. A frame of the greatest length; another with each tick.
  const int16_t* frame(uint64_t tick) const noexcept;

 private:
  std::vector<int16_t> samples_;
};

}  // namespace partyline::mixer
