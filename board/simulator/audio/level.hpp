// Levels of 16 bit linear samples, as G.711 counts them: a full-scale sine is +3.14 dBm0.
#pragma once
#include <cmath>
#include <cstdint>

namespace partyline::simulator {

constexpr double kFullScaleSineDbm0 = 3.14;
constexpr double kSilenceDbm0 = -90.0;

// The peak of a sine of this level.
inline double amplitudeOf(double dbm0) { return 32767.0 * std::pow(10.0, (dbm0 - kFullScaleSineDbm0) / 20.0); }

// The level of samples of this mean square.
inline double dbm0Of(double mean_square) {
  const double full_scale_sine = 32767.0 * 32767.0 / 2;
  const double level = kFullScaleSineDbm0 + 10.0 * std::log10(mean_square / full_scale_sine + 1e-12);
  return level < kSilenceDbm0 ? kSilenceDbm0 : level;
}

inline int16_t saturated(double sample) { return static_cast<int16_t>(std::lround(sample > 32767 ? 32767 : sample < -32768 ? -32768 : sample)); }

}  // namespace partyline::simulator
