#include "bus.hpp"

#include <algorithm>

#include "frame.hpp"

namespace partyline::mixer {

void Bus::begin() noexcept {
  if (!shared_ready_) limiter_.setGain(1.0f);
  start_gain_ = limiter_.gain();
  shared_ready_ = false;
  sources_ = 0;
  addResidue();
}

void Bus::add(const int16_t* frame) noexcept {
  if (sources_++ == 0) widen(sum_, frame, samples_);
  else mixer::add(sum_, frame, samples_);
}

void Bus::add(const int32_t* sum, int sources) noexcept {
  if (sources == 0) return;
  if (sources_ == 0) std::copy_n(sum, samples_, sum_);
  else mixer::add(sum_, sum, samples_);
  sources_ += sources;
}

void Bus::addResidue() noexcept {
  if (residue_ == 0) return;
  const int length = samples_ / 4;
  std::fill_n(sum_, samples_, 0);
  for (int i = 0; i < length; ++i) {
    const float left = 1.0f - static_cast<float>(i + 1) / static_cast<float>(length);
    sum_[i] = static_cast<int32_t>(static_cast<float>(residue_) * left * left);
  }
  residue_ = 0;
  ++sources_;
}

const int16_t* Bus::shared() noexcept {
  if (sources_ == 0) return nullptr;
  if (!shared_ready_) limiter_.process(shared_, {sum_, samples_}, sources_ > 1 ? kSumThreshold : kSingleThreshold);
  shared_ready_ = true;
  return shared_;
}

}  // namespace partyline::mixer
