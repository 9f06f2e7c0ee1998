#include "crossing.hpp"

#include <algorithm>

#include "level.hpp"

namespace partyline::simulator {

namespace {

constexpr size_t kAround = 2;  // samples on either side that the cubic needs
// Where the clocks differ, two reads may come between two writes.
constexpr size_t kStart = 2 * kBlockSamples + 4 * kAround;
constexpr size_t kMost = 60 * kBlockSamples;  // a whole second made up for

}  // namespace

Crossing::Crossing(double from_ppm, double to_ppm) : step_((1 + from_ppm * 1e-6) / (1 + to_ppm * 1e-6)) {}

void Crossing::clear() {
  waiting_.clear();
  at_ = 0;
  started_ = false;
}

void Crossing::write(const Block& block) {
  waiting_.insert(waiting_.end(), block.begin(), block.end());
  if (waiting_.size() > kMost) clear();
}

// Catmull and Rom's cubic through four neighbours.
int16_t Crossing::sampleAt(size_t index, double fraction) const {
  const double a = waiting_[index - 1], b = waiting_[index], c = waiting_[index + 1], d = waiting_[index + 2];
  const double f = fraction;
  return saturated(b + 0.5 * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a))));
}

void Crossing::read(Block& block) {
  block.fill(0);
  const bool same = step_ == 1;
  if (!started_) {
    if (waiting_.size() < (same ? kBlockSamples : kStart)) return;
    started_ = true;
    at_ = same ? 0 : 1;
  }
  const size_t needed = same ? kBlockSamples : static_cast<size_t>(at_ + step_ * kBlockSamples) + kAround + 1;
  if (waiting_.size() < needed) return clear();
  for (int16_t& sample : block) {
    const auto index = static_cast<size_t>(at_);
    sample = same ? waiting_[index] : sampleAt(index, at_ - static_cast<double>(index));
    at_ += step_;
  }
  const auto done = static_cast<size_t>(at_) - (same ? 0 : 1);
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(done));
  at_ -= static_cast<double>(done);
}

}  // namespace partyline::simulator
