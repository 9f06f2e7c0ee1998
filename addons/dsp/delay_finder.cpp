#include "delay_finder.hpp"

#include <cstdlib>

#include "block.hpp"

namespace partyline::dsp {
namespace {

constexpr int kFrame = 160;
constexpr int kHybridSamples = 320;
constexpr int kLookBlocks = 4;
constexpr float kProminent = 8;
constexpr int kAlike = 24;
constexpr int kAgreeing = 2;
// What was sent must be above that to teach anything, mean square.
constexpr float kAudible = 10000;

bool isAudible(const int16_t* sent) noexcept {
  float sum = 0;
  for (size_t i = 0; i < kBlockSamples; ++i) sum += static_cast<float>(sent[i]) * sent[i];
  return sum > kAudible * kBlockSamples;
}

}  // namespace

DelayFinder::DelayFinder() : filter_(kFrame, kMostDelaySamples + kHybridSamples) {}

void DelayFinder::process(int16_t* left, const int16_t* received, const int16_t* sent) noexcept {
  filter_.process(left, received, sent);
  if (!isAudible(sent)) return;
  if (++blocks_ % kLookBlocks == 0) look();
}

void DelayFinder::look() noexcept {
  const auto peak = filter_.peak();
  if (peak.prominence < kProminent || peak.at > kMostDelaySamples + kHybridSamples / 2) {
    agreeing_ = 0;
    return;
  }
  agreeing_ = std::abs(peak.at - candidate_) <= kAlike ? agreeing_ + 1 : 0;
  candidate_ = peak.at;
  if (agreeing_ >= kAgreeing) found_ = candidate_;
}

void DelayFinder::restart() noexcept {
  filter_.reset();
  blocks_ = agreeing_ = 0;
  candidate_ = found_ = -1;
}

}  // namespace partyline::dsp
