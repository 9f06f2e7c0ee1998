#include "rate_step.hpp"

#include <speex/speex_resampler.h>

namespace partyline::sip {

namespace {
constexpr int kQuality = 3;
}

void RateStep::Freed::operator()(SpeexResamplerState_* state) const { speex_resampler_destroy(state); }

RateStep::RateStep(unsigned from_hz, unsigned to_hz) {
  int error = 0;
  state_.reset(speex_resampler_init(1, from_hz, to_hz, kQuality, &error));
}

size_t RateStep::run(const int16_t* from, size_t count, int16_t* to, size_t room) noexcept {
  if (!state_) return 0;
  spx_uint32_t taken = static_cast<spx_uint32_t>(count);
  spx_uint32_t made = static_cast<spx_uint32_t>(room);
  speex_resampler_process_int(state_.get(), 0, from, &taken, to, &made);
  return made;
}

}  // namespace partyline::sip
