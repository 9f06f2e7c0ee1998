// A room's sum at one sample rate, and the one output that all who only listen share. Audio thread.
#pragma once
#include <cstdint>

#include "limiter.hpp"
#include "rates.hpp"

namespace partyline::mixer {

class Bus {
 public:
  explicit Bus(int rate) : samples_(frameSamples(rate)) {}

  void begin() noexcept;
  // What one seat or a room-wide play adds.
  void add(const int16_t* frame) noexcept;
  // What `sources` of other rates add together.
  void add(const int32_t* sum, int sources) noexcept;
  // Somebody left while his audio stood at this value: it dies away instead of ending in a step.
  void settle(int16_t last_sample) noexcept { residue_ += last_sample; }

  // Wide, and of no meaning while there are no sources.
  const int32_t* sum() const noexcept { return sum_; }
  int sources() const noexcept { return sources_; }
  // The limited sum; null when nothing is to be heard. Computed once a tick.
  const int16_t* shared() noexcept;
  // The gain with which the shared output began this tick: who takes it up or leaves it must be there too.
  float sharedGain() const noexcept { return start_gain_; }

 private:
  void addResidue() noexcept;

  int samples_;
  int sources_ = 0;
  bool shared_ready_ = false;
  float start_gain_ = 1.0f;
  int32_t residue_ = 0;
  Limiter limiter_;
  alignas(64) int32_t sum_[kMaxFrameSamples];
  alignas(64) int16_t shared_[kMaxFrameSamples];
};

}  // namespace partyline::mixer
