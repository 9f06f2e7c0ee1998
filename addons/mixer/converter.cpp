#include "converter.hpp"

#include <algorithm>
#include <new>

namespace partyline::mixer {
namespace {

constexpr int kLiveQuality = 4;
constexpr int kFileQuality = 6;

SpeexResamplerState* makeState(int from, int to, int quality) {
  int error = RESAMPLER_ERR_SUCCESS;
  SpeexResamplerState* state =
      speex_resampler_init(1, static_cast<spx_uint32_t>(rateHz(from)), static_cast<spx_uint32_t>(rateHz(to)), quality, &error);
  if (!state) throw std::bad_alloc();
  return state;
}

}  // namespace

Converter::Converter(int from, int to) : state_(makeState(from, to, kLiveQuality)), from_(from), to_(to) {}

void Converter::convert(int16_t* out, const int16_t* in) noexcept {
  static constexpr int16_t kNothing[kMaxFrameSamples] = {};
  const int wanted = frameSamples(to_);
  auto in_samples = static_cast<spx_uint32_t>(frameSamples(from_));
  auto out_samples = static_cast<spx_uint32_t>(wanted);
  speex_resampler_process_int(state_.get(), 0, in ? in : kNothing, &in_samples, out, &out_samples);
  std::fill(out + out_samples, out + wanted, static_cast<int16_t>(0));
  ringing_ = in != nullptr;
}

void Converter::addConverted(int32_t* sum, const int32_t* in) noexcept {
  float from[kMaxFrameSamples], to[kMaxFrameSamples];
  const int given = frameSamples(from_), wanted = frameSamples(to_);
  if (in) std::copy_n(in, given, from);
  else std::fill_n(from, given, 0.0f);
  auto in_samples = static_cast<spx_uint32_t>(given);
  auto out_samples = static_cast<spx_uint32_t>(wanted);
  speex_resampler_process_float(state_.get(), 0, from, &in_samples, to, &out_samples);
  for (int i = 0; i < static_cast<int>(out_samples); ++i) sum[i] += static_cast<int32_t>(to[i] + (to[i] < 0 ? -0.5f : 0.5f));
  ringing_ = in != nullptr;
}

void Converter::reset() noexcept {
  speex_resampler_reset_mem(state_.get());
  ringing_ = false;
}

std::vector<int16_t> converted(const std::vector<int16_t>& in, const Conversion& conversion) {
  std::unique_ptr<SpeexResamplerState, void (*)(SpeexResamplerState*)> state(
      makeState(conversion.from, conversion.to, kFileQuality), speex_resampler_destroy);
  speex_resampler_skip_zeros(state.get());
  std::vector<int16_t> padded(in);
  padded.resize(in.size() + static_cast<size_t>(rateHz(conversion.from)) / 10);
  std::vector<int16_t> out(conversion.out_samples);
  auto in_count = static_cast<spx_uint32_t>(padded.size());
  auto out_count = static_cast<spx_uint32_t>(out.size());
  speex_resampler_process_int(state.get(), 0, padded.data(), &in_count, out.data(), &out_count);
  return out;
}

}  // namespace partyline::mixer
