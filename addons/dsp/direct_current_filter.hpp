// The high-pass that speexdsp's echo canceller puts before its filter at 8 kHz: what the canceller takes away besides is the echo.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::dsp {

class DirectCurrentFilter {
 public:
  // Line thread.
  void run(float* out, const int16_t* in, size_t count) noexcept {
    for (size_t i = 0; i < count; ++i) {
      const float value = history_[0] + static_cast<float>(in[i]);
      history_[0] = history_[1] + 2 * (kRadius * value - static_cast<float>(in[i]));
      history_[1] = static_cast<float>(in[i]) - kDamping * value;
      out[i] = kRadius * value;
    }
  }

 private:
  static constexpr float kRadius = 0.9f;
  static constexpr float kDamping = kRadius * kRadius + 0.7f * (1 - kRadius) * (1 - kRadius);
  float history_[2] = {};
};

}  // namespace partyline::dsp
