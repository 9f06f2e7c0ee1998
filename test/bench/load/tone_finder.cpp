#include "tone_finder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "recording.hpp"
#include "script.hpp"

namespace partyline::bench {
namespace {

constexpr int kWindowMs = 5;              // five periods of the marker
constexpr double kLeastDbov = -32;
constexpr double kLeastToneShare = 0.6;   // of the window's energy
constexpr double kOnsetShare = 0.3;       // of the peak

// Is this window the marker's tone? By its share in the energy, so that speech and noise are not.
bool isTone(const int16_t* pcm, int samples, int rate_hz) {
  if (levelDbov(pcm, samples) < kLeastDbov) return false;
  double energy = 0, real = 0, imaginary = 0;
  for (int i = 0; i < samples; ++i) {
    const double angle = 2 * M_PI * kMarkerHz * i / rate_hz;
    energy += static_cast<double>(pcm[i]) * pcm[i];
    real += pcm[i] * std::cos(angle);
    imaginary += pcm[i] * std::sin(angle);
  }
  return 2 * (real * real + imaginary * imaginary) / samples > kLeastToneShare * energy;
}

size_t refineOnset(const Pcm& pcm, size_t from, size_t window, int samples) {
  int peak = 0;
  for (int i = 0; i < samples; ++i) peak = std::max(peak, std::abs(pcm[window + i]));
  size_t at = window - std::min<size_t>(window - from, samples);
  while (std::abs(pcm[at]) < kOnsetShare * peak) ++at;
  return at;
}

bool hasHoles(const Pcm& pcm, size_t onset, int samples, int rate_hz) {
  // The last window may hold the tone's end.
  const int windows = kMarkerSlots * kSlotMs / kWindowMs - 1;
  for (int w = 0; w < windows; ++w) {
    const size_t at = onset + static_cast<size_t>(w) * samples;
    if (at + samples > pcm.size() || !isTone(&pcm[at], samples, rate_hz)) return true;
  }
  return false;
}

}  // namespace

std::optional<FoundTone> findTone(const Pcm& pcm, size_t from, size_t to, int rate_hz) {
  const int samples = rate_hz / 1000 * kWindowMs;
  const size_t hop = rate_hz / 1000;
  for (size_t at = from; at + samples <= to; at += hop) {
    if (!isTone(&pcm[at], samples, rate_hz)) continue;
    const size_t onset = refineOnset(pcm, from, at, samples);
    return FoundTone{onset, hasHoles(pcm, onset, samples, rate_hz)};
  }
  return std::nullopt;
}

}  // namespace partyline::bench
