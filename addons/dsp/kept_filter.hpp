// A copy of what an adaptive filter had learnt while there was an echo and nothing else: double talk, which throws the adaptive one off,
// leaves it alone.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "adaptive_filter.hpp"
#include "block.hpp"

namespace partyline::dsp {

class KeptFilter {
 public:
  static constexpr size_t kTaps = 400;

  // Line thread. A block as it came, its direct current taken away; `sent` has kTaps samples before it too.
  void process(int16_t* left, const float* received, const int16_t* sent) const noexcept;
  // Line thread, once a block. `clean`: it was an echo alone, and `filter` left no more of it than this does. What is copied counts only
  // when what follows is clean too: the beginning of double talk is noticed late.
  void learn(AdaptiveFilter& filter, bool clean) noexcept;
  void forget() noexcept { *this = KeptFilter(); }
  bool known() const noexcept { return known_; }

 private:
  std::array<float, kTaps> taps_{};
  std::array<float, kTaps> candidate_{};
  int clean_blocks_ = 0;
  bool known_ = false;
};

}  // namespace partyline::dsp
