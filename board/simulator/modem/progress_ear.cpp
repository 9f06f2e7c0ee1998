#include "progress_ear.hpp"

#include <cmath>
#include <cstdlib>

namespace partyline::simulator {

namespace {

constexpr int kDialToneMs = 1500;
constexpr int kShortestBusyMs = 150;
constexpr int kLongestBusyMs = 800;
constexpr int kToleranceMs = 60;
constexpr int kBusyPeriods = 2;
constexpr int kShortestRingMs = 350;
constexpr int kShortestRingPauseMs = 1500;
constexpr int kVoiceMs = 300;
constexpr double kQuietSquare = 60.0 * 60.0;   // some -50 dBm0
constexpr double kPurity = 0.6;

double energyAt(const Block& block, double hz) {
  const double step = 2 * M_PI * hz / kRateHz;
  double real = 0, imaginary = 0;
  for (int i = 0; i < kBlockSamples; i++) {
    real += block[static_cast<size_t>(i)] * std::cos(step * i);
    imaginary += block[static_cast<size_t>(i)] * std::sin(step * i);
  }
  return 2 * (real * real + imaginary * imaginary) / kBlockSamples / kBlockSamples;
}

double meanSquare(const Block& block) {
  double sum = 0;
  for (const int16_t sample : block) sum += double{1} * sample * sample;
  return sum / kBlockSamples;
}

// Tones of exchanges lie between 330 and 630 Hz.
bool isTone(const Block& block, double mean_square) {
  double in_band = 0;
  for (double hz = 350; hz <= 620; hz += 50) in_band += energyAt(block, hz);
  return in_band > kPurity * mean_square;
}

}  // namespace

ProgressEar::Heard ProgressEar::take(const Block& block) {
  const double mean_square = meanSquare(block);
  const bool loud = mean_square > kQuietSquare;
  const bool tone = loud && isTone(block, mean_square);
  voice_ms_ = loud && !tone ? voice_ms_ + kBlockMs : 0;
  if (voice_ms_ >= kVoiceMs) return voice_ms_ = 0, Heard::voice;
  if (tone == sounding_) {
    run_ms_ += kBlockMs;
    return tone && run_ms_ % kDialToneMs < kBlockMs && run_ms_ >= kDialToneMs && rings_ == 0 ? Heard::dial_tone : Heard::nothing;
  }
  const int before_ms = run_ms_;
  sounding_ = tone;
  run_ms_ = kBlockMs;
  if (tone) return ended(last_on_ms_, before_ms);
  last_on_ms_ = before_ms;
  return Heard::nothing;
}

// A tone begins after so long a pause, which followed so long a tone.
ProgressEar::Heard ProgressEar::ended(int on_ms, int off_ms) {
  const bool busy = on_ms >= kShortestBusyMs && on_ms <= kLongestBusyMs && std::abs(on_ms - off_ms) <= kToleranceMs;
  busy_periods_ = busy ? busy_periods_ + 1 : 0;
  if (busy_periods_ >= kBusyPeriods) return Heard::busy;
  if (on_ms < kShortestRingMs || off_ms < kShortestRingPauseMs) return Heard::nothing;
  rings_++;
  return Heard::ringing;
}

}  // namespace partyline::simulator
