#include "noise_floor.hpp"

#include <algorithm>

namespace partyline::mixer {
namespace {

// The minimum lies below the mean, by so much for white noise of the telephone band; by less for wider bands.
constexpr float kBias = 1.08f;

}  // namespace

void NoiseFloor::observe(float mean_square) noexcept {
  lowest_ = std::min(lowest_, std::max({mean_square, before_[0], before_[1]}));
  before_[0] = before_[1];
  before_[1] = mean_square;
  if (++frames_ == kWindowFrames) closeWindow();
}

void NoiseFloor::closeWindow() noexcept {
  minima_[next_] = lowest_;
  next_ = (next_ + 1) % kWindows;
  full_windows_ = std::min(kWindows, full_windows_ + 1);
  lowest_ = 1;
  frames_ = 0;
}

float NoiseFloor::meanSquare() const noexcept {
  return kBias * std::min(lowest_, *std::min_element(minima_, minima_ + kWindows));
}

}  // namespace partyline::mixer
