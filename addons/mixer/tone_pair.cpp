#include "tone_pair.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::mixer {
namespace {

// ITU-T Q.23: rows, then columns.
constexpr double kToneHz[] = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
constexpr size_t kRows = 4, kColumns = 4;
constexpr char kKeys[] = "123A456B789C*0#D";
constexpr double kRateHz = 8000, kTurn = 6.283185307179586;

float fromDb(double db) { return static_cast<float>(std::pow(10, db / 10)); }

// A Goertzel filter's power for a sine of this level all through a block; a full-scale sine is +3.14 dBm0 (ITU-T G.711).
float powerOf(double dbm0) {
  const double half = 32767.0 * TonePair::kBlockSamples / 2;
  return static_cast<float>(half * half * std::pow(10, (dbm0 - 3.14) / 10));
}

struct Limits {
  std::array<float, kRows + kColumns> factor;
  // The level floor lies well below what a phone sends over a bad line.
  float least = powerOf(-42);
  // ITU-T Q.24: a twist of 8 dB, reverse 4 dB, is to be understood: a little more, since a block measures only nearly.
  float twist = fromDb(10), reverse_twist = fromDb(5);
  // Of the strongest row or column to each other; a much louder tone of the other kind leaks into these.
  float peak = fromDb(6);
  // Of what a block holds, both tones together make up as much, or it is speech or noise. Tones that are 1.5 % off do.
  float share = fromDb(-1.15);

  Limits() {
    for (size_t i = 0; i < factor.size(); ++i) factor[i] = static_cast<float>(2 * std::cos(kTurn * kToneHz[i] / kRateHz));
  }
};

const Limits kLimits;

struct Peak {
  size_t place;
  float power;
  bool clear;
};

Peak peakOf(const std::array<float, 4>& powers) {
  const auto most = std::max_element(powers.begin(), powers.end());
  const auto close = std::count_if(powers.begin(), powers.end(), [&](float power) { return power * kLimits.peak > *most; });
  return {static_cast<size_t>(most - powers.begin()), *most, close == 1};
}

}  // namespace

bool TonePair::take(int16_t sample) noexcept {
  const float value = sample;
  energy_ += value * value;
  for (size_t i = 0; i < kTones; ++i) {
    const float now = value + kLimits.factor[i] * last_[i] - before_[i];
    before_[i] = last_[i];
    last_[i] = now;
  }
  if (++count_ < kBlockSamples) return false;
  key_ = decide();
  last_ = before_ = {};
  energy_ = 0;
  count_ = 0;
  return true;
}

// 1 for a sine of the amplitude 2 / kBlockSamples all through the block; goes with the square.
float TonePair::power(size_t tone) const noexcept {
  return last_[tone] * last_[tone] + before_[tone] * before_[tone] - kLimits.factor[tone] * last_[tone] * before_[tone];
}

char TonePair::decide() const noexcept {
  const Peak row = peakOf({power(0), power(1), power(2), power(3)}), column = peakOf({power(4), power(5), power(6), power(7)});
  if (std::min(row.power, column.power) < kLimits.least || !row.clear || !column.clear) return 0;
  if (row.power > column.power * kLimits.twist || column.power > row.power * kLimits.reverse_twist) return 0;
  // A sine all through a block has as much energy as this part of its power.
  constexpr float kEnergyOfPower = 2.0f / kBlockSamples;
  if ((row.power + column.power) * kEnergyOfPower < energy_ * kLimits.share) return 0;
  return kKeys[row.place * kColumns + column.place];
}

}  // namespace partyline::mixer
