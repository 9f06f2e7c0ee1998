#include "tune.hpp"

#include <cmath>

namespace partyline::mixer {
namespace {

constexpr double kTwoPi = 6.283185307179586;
constexpr double kNoteSeconds = 0.6;
constexpr double kDecaySeconds = 0.7;
constexpr double kAmplitude = 2600;  // about -27 dBov with two notes sounding
constexpr int kVoices = 3;           // notes that still sound while the next ones begin
// A major pentatonic walk: any two of its notes go together. Hz; 0 is a rest.
constexpr double kNotes[] = {392.0, 493.9, 587.3, 0, 659.3, 587.3, 493.9, 440.0, 392.0, 440.0, 329.6, 0, 392.0, 587.3, 440.0, 0};
constexpr int kNoteCount = sizeof kNotes / sizeof *kNotes;

double bell(double frequency_hz, double seconds) {
  if (frequency_hz <= 0) return 0;
  const double attack = std::min(1.0, seconds / 0.01);
  const double envelope = attack * std::exp(-seconds / kDecaySeconds);
  return envelope * (std::sin(kTwoPi * frequency_hz * seconds) + 0.25 * std::sin(2 * kTwoPi * frequency_hz * seconds));
}

double sampleAt(double seconds) {
  const auto newest = static_cast<int64_t>(seconds / kNoteSeconds);
  double value = 0;
  for (int64_t note = newest; note >= 0 && note > newest - kVoices; --note) {
    value += bell(kNotes[note % kNoteCount], seconds - static_cast<double>(note) * kNoteSeconds);
  }
  return kAmplitude * value;
}

}  // namespace

void Tune::frame(int16_t* out) {
  for (int i = 0; i < frameSamples(rate_); ++i) {
    out[i] = static_cast<int16_t>(std::lround(sampleAt(static_cast<double>(position_++) / rateHz(rate_))));
  }
}

}  // namespace partyline::mixer
