#include "analysis.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numeric>

namespace partyline::phone {

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr int block_ms = 20;

double decibel(double ratio) { return 20 * std::log10(std::max(ratio, 1e-6)); }

/** The sine's complex amplitude by quadrature, its phase counted from sample `origin` 0. */
std::complex<double> amplitude(const int16_t* samples, size_t count, double turns_per_sample, size_t origin, bool windowed) {
  const std::complex<double> turn = std::polar(1.0, -2 * pi * turns_per_sample);
  std::complex<double> rotation = std::polar(1.0, -2 * pi * std::fmod(turns_per_sample * static_cast<double>(origin), 1.0));
  std::complex<double> sum = 0;
  for (size_t i = 0; i < count; ++i) {
    const double weight = windowed ? 1 - std::cos(2 * pi * (static_cast<double>(i) + 0.5) / static_cast<double>(count)) : 1;
    sum += weight * samples[i] * rotation;
    rotation *= turn;
  }
  return 2.0 * sum / static_cast<double>(std::max<size_t>(count, 1));
}

/** The last 100 ms through a Hann window, at 8 kHz: hundreds of tones are asked of it for each look at a call. */
struct Glance {
  double rate_hz;
  std::vector<double> samples;
};

// A longer window would be sharper than the grid, and miss what lies between.
Glance glance_at_end(const Heard& heard) {
  const size_t step = static_cast<size_t>(std::max(heard.rate_hz / 8000, 1));
  const size_t count = std::min(heard.samples.size(), static_cast<size_t>(heard.rate_hz / 10)) / step;
  const auto first = heard.samples.end() - static_cast<std::ptrdiff_t>(count * step);
  Glance glance{static_cast<double>(heard.rate_hz) / static_cast<double>(step), {}};
  for (size_t i = 0; i < count; ++i) {
    const auto from = first + static_cast<std::ptrdiff_t>(i * step);
    const double mean = std::accumulate(from, from + static_cast<std::ptrdiff_t>(step), 0.0) / static_cast<double>(step);
    glance.samples.push_back(mean * (1 - std::cos(2 * pi * (static_cast<double>(i) + 0.5) / static_cast<double>(count))));
  }
  return glance;
}

/** By Goertzel. */
double tone_level_dbov(const Glance& glance, double frequency_hz) {
  const double coefficient = 2 * std::cos(2 * pi * frequency_hz / glance.rate_hz);
  double previous = 0, before = 0;
  for (const double sample : glance.samples) {
    const double now = sample + coefficient * previous - before;
    before = previous;
    previous = now;
  }
  const double power = previous * previous + before * before - coefficient * previous * before;
  return decibel(std::sqrt(2 * std::max(power, 0.0)) / static_cast<double>(std::max<size_t>(glance.samples.size(), 1)) / 32768);
}

size_t block_samples(const Heard& heard) { return static_cast<size_t>(heard.rate_hz) * block_ms / 1000; }

}  // namespace

double level_dbov(const int16_t* samples, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; ++i) sum += static_cast<double>(samples[i]) * samples[i];
  return count == 0 ? decibel(0) : decibel(std::sqrt(sum / static_cast<double>(count)) / 32768);
}

double tone_level_dbov(const Heard& heard, double frequency_hz) {
  if (heard.samples.empty()) return decibel(0);
  const auto value = amplitude(heard.samples.data(), heard.samples.size(), frequency_hz / heard.rate_hz, 0, true);
  return decibel(std::abs(value) / std::sqrt(2.0) / 32768);
}

std::vector<Tone> strongest_tones(const Heard& heard, size_t count) {
  const Glance glance = glance_at_end(heard);
  std::vector<Tone> grid;
  for (double frequency_hz = 100; frequency_hz <= 3900; frequency_hz += 10) grid.push_back({frequency_hz, tone_level_dbov(glance, frequency_hz)});
  std::sort(grid.begin(), grid.end(), [](const Tone& a, const Tone& b) { return a.level_dbov > b.level_dbov; });
  std::vector<Tone> strongest;
  for (const auto& tone : grid) {
    const auto near = [&](const Tone& other) { return std::abs(other.frequency_hz - tone.frequency_hz) < 35; };
    if (strongest.size() < count && std::none_of(strongest.begin(), strongest.end(), near)) strongest.push_back(tone);
  }
  return strongest;
}

std::vector<double> envelope_dbov(const Heard& heard) {
  const size_t size = block_samples(heard);
  std::vector<double> levels;
  for (size_t at = 0; size > 0 && at + size <= heard.samples.size(); at += size) levels.push_back(level_dbov(&heard.samples[at], size));
  return levels;
}

std::vector<Step> steps(const Heard& heard, double frequency_hz) {
  const size_t size = block_samples(heard);
  std::vector<Step> found;
  std::complex<double> before = 0;
  for (size_t at = 0; size > 0 && at + size <= heard.samples.size(); at += size) {
    const auto now = amplitude(&heard.samples[at], size, frequency_hz / heard.rate_hz, at, false);
    if (at > 0) {
      const double phase_turns = std::arg(now * std::conj(before)) / (2 * pi);
      const double level_db = decibel(std::abs(now) / std::max(std::abs(before), 1e-3));
      if (std::abs(phase_turns) > 0.05 || std::abs(level_db) > 3) found.push_back({1000.0 * static_cast<double>(at) / heard.rate_hz, phase_turns, level_db});
    }
    before = now;
  }
  return found;
}

}  // namespace partyline::phone
