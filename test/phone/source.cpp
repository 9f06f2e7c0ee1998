#include "source.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace partyline::phone {

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double full_scale = 32768;

double rms_of(double level_dbov) { return full_scale * std::pow(10, level_dbov / 20); }

double sine(double turns) { return std::sin(2 * pi * turns); }

}  // namespace

void Source::be_silent() { kind_ = Kind::silence; }

void Source::play_tone(double frequency_hz, double level_dbov) {
  kind_ = Kind::tone;
  frequency_hz_ = frequency_hz;
  amplitude_ = rms_of(level_dbov) * std::sqrt(2.0);
}

void Source::speak(double level_dbov) {
  kind_ = Kind::speech;
  // Noise between -a and a has an RMS of a / sqrt(3).
  amplitude_ = rms_of(level_dbov) * std::sqrt(3.0);
  spoken_samples_ = 0;
}

/** ITU-T Q.23: a low and a high frequency for each key. */
void Source::press(char digit, int duration_ms) {
  static constexpr char keys[] = "123A456B789C*0#D";
  static constexpr double rows_hz[] = {697, 770, 852, 941};
  static constexpr double columns_hz[] = {1209, 1336, 1477, 1633};
  const char* found = std::strchr(keys, digit);
  if (found == nullptr) return;
  const auto position = found - keys;
  low_hz_ = rows_hz[position / 4];
  high_hz_ = columns_hz[position % 4];
  key_left_ms_ = duration_ms;
  key_samples_ = 0;
}

double Source::tone_sample(int rate_hz) {
  const double value = amplitude_ * sine(phase_turns_);
  phase_turns_ += frequency_hz_ / rate_hz;
  phase_turns_ -= std::floor(phase_turns_);
  return value;
}

double Source::speech_sample(int rate_hz) {
  const uint64_t at_ms = spoken_samples_++ * 1000 / static_cast<uint64_t>(rate_hz);
  if (at_ms % 500 >= 300) return 0;
  noise_ = noise_ * 1664525u + 1013904223u;
  return amplitude_ * (static_cast<double>(noise_ >> 8) / (1u << 23) - 1);
}

double Source::key_sample(int rate_hz) {
  const double seconds = static_cast<double>(key_samples_++) / rate_hz;
  key_left_ms_ -= 1000.0 / rate_hz;
  return rms_of(-11) * std::sqrt(2.0) * (sine(low_hz_ * seconds) + sine(high_hz_ * seconds));
}

void Source::fill(int16_t* samples, size_t count, int rate_hz) {
  for (size_t i = 0; i < count; ++i) {
    double value = kind_ == Kind::tone ? tone_sample(rate_hz) : kind_ == Kind::speech ? speech_sample(rate_hz) : 0;
    if (key_left_ms_ > 0) value = key_sample(rate_hz);
    samples[i] = static_cast<int16_t>(std::lround(std::clamp(value, -full_scale, full_scale - 1)));
  }
}

}  // namespace partyline::phone
