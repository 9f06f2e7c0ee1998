// Finds by how much an echo is late in a card's buffers: a filter long enough for all of it learns where the echo lies.
#pragma once
#include <cstdint>

#include "adaptive_filter.hpp"

namespace partyline::dsp {

class DelayFinder {
 public:
  static constexpr int kMostDelaySamples = 800;

  DelayFinder();
  // Line thread. Blocks; `left` becomes what this filter leaves of `received`.
  void process(int16_t* left, const int16_t* received, const int16_t* sent) noexcept;
  void restart() noexcept;
  // Samples from sending to the hybrid's greatest answer; -1: not known yet.
  int found() const noexcept { return found_; }

 private:
  void look() noexcept;

  AdaptiveFilter filter_;
  int blocks_ = 0;
  int candidate_ = -1;
  int agreeing_ = 0;
  int found_ = -1;
};

}  // namespace partyline::dsp
