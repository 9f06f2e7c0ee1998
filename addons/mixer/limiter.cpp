#include "limiter.hpp"

#include <algorithm>
#include <cmath>

#include "mixer.hpp"

namespace partyline::mixer {
namespace {

constexpr int kSegments = 16;
constexpr float kSegmentMs = static_cast<float>(kFrameMs) / kSegments;
constexpr float kReleaseDbPerSecond = 30.0f;  // even in dB: deep in the limit the next peak must not be met too high
constexpr float kCeiling = 32000.0f;

// The gain that brings this peak onto a curve which leaves the threshold with slope 1 and never reaches the ceiling.
float neededGain(int32_t peak_value, int32_t threshold) noexcept {
  if (peak_value <= threshold) return 1.0f;
  const float level = static_cast<float>(peak_value), start = static_cast<float>(threshold);
  if (start >= kCeiling) return start / level;
  const float span = kCeiling - start;
  return (start + span * (1.0f - std::exp((start - level) / span))) / level;
}

const float kReleasePerSegment = std::pow(10.0f, kReleaseDbPerSecond * kSegmentMs / 1000.0f / 20.0f);

float released(float gain) noexcept { return std::min(1.0f, gain * kReleasePerSegment); }

void shape(int16_t* __restrict out, Wide in, Ramp gain) noexcept {
  const int32_t* __restrict data = in.data;
  const float step = (gain.to - gain.from) / static_cast<float>(in.samples);
  for (int i = 0; i < in.samples; ++i) {
    const float value = static_cast<float>(data[i]) * (gain.from + step * static_cast<float>(i + 1));
    out[i] = static_cast<int16_t>(std::min(32767.0f, std::max(-32768.0f, value)));
  }
}

}  // namespace

void Limiter::process(int16_t* out, Wide in, int32_t threshold) noexcept {
  if (atRest() && peak(in) <= threshold) narrow(out, in);
  else limit(out, in, threshold);
}

// The whole frame is at hand, so each segment's end already fits the segment after it: the gain is a broken line that is
// low enough when the peak comes. Only a peak in the very first segment may meet the saturation.
void Limiter::limit(int16_t* out, Wide in, int32_t threshold) noexcept {
  const int length = in.samples / kSegments;
  float needed[kSegments + 1];
  for (int k = 0; k < kSegments; ++k) needed[k] = neededGain(peak({in.data + k * length, length}), threshold);
  needed[kSegments] = 1.0f;
  for (int k = 0; k < kSegments; ++k) {
    const float next = std::min({released(gain_), needed[k], needed[k + 1]});
    shape(out + k * length, {in.data + k * length, length}, {gain_, next});
    gain_ = next;
  }
}

}  // namespace partyline::mixer
