#include "sinc_table.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::dsp {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kKaiserBeta = 8;

double besselI0(double x) {
  double sum = 1, term = 1;
  for (int k = 1; k < 40; ++k) {
    term *= x / (2 * k) * (x / (2 * k));
    sum += term;
  }
  return sum;
}

double sinc(double x) { return std::fabs(x) < 1e-12 ? 1 : std::sin(kPi * x) / (kPi * x); }

double kaiser(double x) {
  const double r = x / (static_cast<double>(SincTable::kTaps) / 2);
  return r * r >= 1 ? 0 : besselI0(kKaiserBeta * std::sqrt(1 - r * r)) / besselI0(kKaiserBeta);
}

}  // namespace

SincTable::SincTable() {
  for (size_t place = 0; place <= kPlaces; ++place) {
    const double fraction = static_cast<double>(place) / kPlaces;
    double sum = 0;
    for (size_t tap = 0; tap < kTaps; ++tap) {
      const double x = static_cast<double>(tap) - static_cast<double>(kBefore) - fraction;
      taps_[place][tap] = static_cast<float>(sinc(x) * kaiser(x));
      sum += taps_[place][tap];
    }
    for (float& tap : taps_[place]) tap = static_cast<float>(tap / sum);
  }
}

float SincTable::at(const int16_t* first, float fraction) const noexcept {
  const float place = fraction * static_cast<float>(kPlaces);
  const size_t lower = std::min(static_cast<size_t>(place), kPlaces - 1);
  const float share = place - static_cast<float>(lower);
  const auto& a = taps_[lower];
  const auto& b = taps_[lower + 1];
  float left = 0, right = 0;
  for (size_t tap = 0; tap < kTaps; ++tap) {
    left += static_cast<float>(first[tap]) * a[tap];
    right += static_cast<float>(first[tap]) * b[tap];
  }
  return left + (right - left) * share;
}

const SincTable& sincTable() {
  static const SincTable table;
  return table;
}

}  // namespace partyline::dsp
