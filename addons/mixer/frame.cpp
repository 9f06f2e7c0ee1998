#include "frame.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::mixer {

void widen(int32_t* __restrict out, const int16_t* __restrict in, int samples) noexcept {
  for (int i = 0; i < samples; ++i) out[i] = in[i];
}

void add(int32_t* __restrict sum, const int16_t* __restrict in, int samples) noexcept {
  for (int i = 0; i < samples; ++i) sum[i] += in[i];
}

void add(int32_t* __restrict sum, const int32_t* __restrict in, int samples) noexcept {
  for (int i = 0; i < samples; ++i) sum[i] += in[i];
}

void subtract(int32_t* __restrict out, Wide sum, const int16_t* __restrict own) noexcept {
  const int32_t* __restrict all = sum.data;
  for (int i = 0; i < sum.samples; ++i) out[i] = all[i] - own[i];
}

void narrow(int16_t* __restrict out, Wide in) noexcept {
  const int32_t* __restrict data = in.data;
  for (int i = 0; i < in.samples; ++i) out[i] = static_cast<int16_t>(std::min(32767, std::max(-32768, data[i])));
}

namespace {

// Rounds to the nearest in a form that vector code has on every processor. 2^24, where a float ends to be exact, is out
// of reach of any sum that is scaled before it is limited.
inline int32_t rounded(float value) noexcept {
  return static_cast<int32_t>(value + (value < 0 ? -0.5f : 0.5f));
}

}  // namespace

void scale(int32_t* __restrict samples_io, int samples, Ramp gain) noexcept {
  const float step = (gain.to - gain.from) / static_cast<float>(samples);
  for (int i = 0; i < samples; ++i) {
    samples_io[i] = rounded(static_cast<float>(samples_io[i]) * (gain.from + step * static_cast<float>(i + 1)));
  }
}

void addScaled(int32_t* __restrict sum, Narrow in, Ramp gain) noexcept {
  const int16_t* __restrict data = in.data;
  const float step = (gain.to - gain.from) / static_cast<float>(in.samples);
  for (int i = 0; i < in.samples; ++i) {
    sum[i] += rounded(static_cast<float>(data[i]) * (gain.from + step * static_cast<float>(i + 1)));
  }
}

int32_t peak(Wide in) noexcept {
  const int32_t* __restrict data = in.data;
  int32_t low = 0, high = 0;
  for (int i = 0; i < in.samples; ++i) {
    low = std::min(low, data[i]);
    high = std::max(high, data[i]);
  }
  return std::max(high, -low);
}

float meanSquare(Narrow in) noexcept {
  constexpr int kLanes = 8;  // a fixed order of summation that vector code can keep; frames and their halves are multiples of 80 samples
  float sums[kLanes] = {};
  for (int i = 0; i < in.samples; i += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) {
      const float sample = static_cast<float>(in.data[i + lane]);
      sums[lane] += sample * sample;
    }
  }
  float total = 0;
  for (float sum : sums) total += sum;
  return total / (static_cast<float>(in.samples) * 32768.0f * 32768.0f);
}

bool isSilence(Narrow in) noexcept {
  constexpr int16_t kSmallestALaw = 8;
  const int16_t first = in.data[0];
  if (first > kSmallestALaw || first < -kSmallestALaw) return false;
  return std::all_of(in.data, in.data + in.samples, [first](int16_t sample) { return sample == first; });
}

float dbov(float mean_square) noexcept {
  return mean_square <= 0 ? -127.0f : std::max(-127.0f, 10.0f * std::log10(mean_square));
}

float linear(float db) noexcept {
  return std::pow(10.0f, db / 20.0f);
}

}  // namespace partyline::mixer
