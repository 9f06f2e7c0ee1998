#include "comfort_noise.hpp"

#include <cmath>
#include <random>

namespace partyline::mixer {

constexpr size_t kOffsets = 8192;
constexpr size_t kStride = 3559;  // odd: all offsets come by before one returns

ComfortNoise::ComfortNoise() : samples_(kOffsets + kMaxFrameSamples) {
  const double rms = 32768.0 * std::pow(10.0, static_cast<double>(kComfortNoiseDbov) / 20.0);
  const int range = static_cast<int>(std::lround(rms * std::sqrt(3.0)));
  std::minstd_rand random(20);
  std::uniform_int_distribution<int> spread(-range, range);
  for (int16_t& sample : samples_) sample = static_cast<int16_t>(spread(random));
}

const int16_t* ComfortNoise::frame(uint64_t tick) const noexcept { return samples_.data() + tick * kStride % kOffsets; }

}  // namespace partyline::mixer
