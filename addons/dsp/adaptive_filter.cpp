#include "adaptive_filter.hpp"

#include <algorithm>
#include <new>

#include "block.hpp"

namespace partyline::dsp {
namespace {

// A hybrid's echo is spread over some milliseconds.
constexpr int kSpread = 16;

int responseSize(SpeexEchoState* state) {
  spx_int32_t size = 0;
  speex_echo_ctl(state, SPEEX_ECHO_GET_IMPULSE_RESPONSE_SIZE, &size);
  return size;
}

// speexdsp tells its taps in integers, and as its own Fourier transform of two frames scales them.
float tapScale(int frame) { return 1.0f / (32767.0f * 2 * static_cast<float>(frame)); }

}  // namespace

AdaptiveFilter::AdaptiveFilter(int frame, int taps) : frame_(frame), state_(speex_echo_state_init(frame, taps)) {
  if (!state_) throw std::bad_alloc();
  int rate_hz = kRate_hz;
  speex_echo_ctl(state_.get(), SPEEX_ECHO_SET_SAMPLING_RATE, &rate_hz);
  response_.resize(static_cast<size_t>(responseSize(state_.get())));
}

void AdaptiveFilter::process(int16_t* left, const int16_t* received, const int16_t* sent) noexcept {
  for (size_t at = 0; at < kBlockSamples; at += static_cast<size_t>(frame_)) {
    speex_echo_cancellation(state_.get(), received + at, sent + at, left + at);
  }
}

void AdaptiveFilter::copyTo(float* taps, size_t count) noexcept {
  speex_echo_ctl(state_.get(), SPEEX_ECHO_GET_IMPULSE_RESPONSE, response_.data());
  const float scale = tapScale(frame_);
  for (size_t i = 0; i < count; ++i) taps[i] = i < response_.size() ? static_cast<float>(response_[i]) * scale : 0;
}

AdaptiveFilter::Peak AdaptiveFilter::peak() noexcept {
  speex_echo_ctl(state_.get(), SPEEX_ECHO_GET_IMPULSE_RESPONSE, response_.data());
  const auto energyAt = [this](size_t i) { return static_cast<float>(response_[i]) * static_cast<float>(response_[i]); };
  float total = 0, near = 0, most = 0;
  size_t at = 0;
  for (size_t i = 0; i < response_.size(); ++i) {
    total += energyAt(i);
    near += energyAt(i) - (i >= kSpread ? energyAt(i - kSpread) : 0);
    if (near <= most) continue;
    most = near;
    at = i;
  }
  const float average = total / static_cast<float>(response_.size()) * kSpread;
  return {std::max(0, static_cast<int>(at) - kSpread / 2), average > 0 ? most / average : 0};
}

}  // namespace partyline::dsp
