#include "kept_filter.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::dsp {
namespace {

constexpr int kCandidateAfterBlocks = 5, kKeptAfterBlocks = 15;

}  // namespace

void KeptFilter::process(int16_t* left, const float* received, const int16_t* sent) const noexcept {
  std::array<float, kBlockSamples> echo{};
  // Tap by tap, so that the inner loop runs over a block.
  for (size_t tap = 0; tap < kTaps; ++tap) {
    const float weight = taps_[tap];
    const int16_t* from = sent - tap;
    for (size_t i = 0; i < kBlockSamples; ++i) echo[i] += weight * static_cast<float>(from[i]);
  }
  for (size_t i = 0; i < kBlockSamples; ++i) {
    left[i] = static_cast<int16_t>(std::lrint(std::clamp(received[i] - echo[i], -32768.0f, 32767.0f)));
  }
}

void KeptFilter::learn(AdaptiveFilter& filter, bool clean) noexcept {
  clean_blocks_ = clean ? clean_blocks_ + 1 : 0;
  if (clean_blocks_ == kCandidateAfterBlocks) filter.copyTo(candidate_.data(), kTaps);
  if (clean_blocks_ < kKeptAfterBlocks) return;
  taps_ = candidate_;
  known_ = true;
  clean_blocks_ = 0;
}

}  // namespace partyline::dsp
