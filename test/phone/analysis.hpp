#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace partyline::phone {

/** What a call heard for a while. */
struct Heard {
  int rate_hz = 0;
  std::vector<int16_t> samples;
};

struct Tone {
  double frequency_hz;
  double level_dbov;
};

/** A place where a continuous tone jumped in phase or dropped in level. */
struct Step {
  double at_ms;
  double phase_turns;
  double level_db;
};

/** RMS level against full scale; a full-scale sine has -3.01 dBov. */
double level_dbov(const int16_t* samples, size_t count);

/** Level of a sine of this frequency, through a Hann window over all that was heard. */
double tone_level_dbov(const Heard& heard, double frequency_hz);

/** The strongest tones between 100 and 3900 Hz in the last 100 ms, on a grid of 10 Hz, strongest first; at 3900 Hz up to 4 dB too quiet. */
std::vector<Tone> strongest_tones(const Heard& heard, size_t count);

/** RMS level of each 20 ms. */
std::vector<double> envelope_dbov(const Heard& heard);

/**
 * Jumps of more than a twentieth of a turn, or 3 dB, between one 20 ms and the next. A loss of whole frames shows only where the
 * frequency is no multiple of 50 Hz.
 */
std::vector<Step> steps(const Heard& heard, double frequency_hz);

}  // namespace partyline::phone
