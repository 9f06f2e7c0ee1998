// What a far end keys as tones, as audio, and which digits are found in it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "../digit_detector.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {

// A key held down, or with no key a pause.
struct Stretch {
  char key = 0;
  double ms = 0;
  double level_dbm0 = -10;  // of the lower tone
  double twist_db = 0;      // by how much the lower tone is the louder one
  double deviation = 0;     // of both frequencies, as a factor less one
};

using Stretches = std::vector<Stretch>;

// Where the audio begins against the detector's blocks of 102 samples at 8 kHz: 51 steps of 8 meet every second place.
constexpr int kAlignments = 51;
constexpr int kAlignmentSamples = 8;

std::string allKeys();
double peakOf(double level_dbm0);
// Begins and ends with silence, 100 ms and more.
std::vector<int16_t> keyedAs(const Stretches& stretches, int rate_hz, int alignment = 0);
// There and back, 16 kHz.
std::vector<int16_t> throughG722(const std::vector<int16_t>& samples);
void add(std::vector<int16_t>& samples, const Signal& signal);

std::string digitsIn(const std::vector<int16_t>& samples, int rate_hz, DialTone dial_tone = DialTone::absent);

// Fails where a key keyed so, at any rate, codec and alignment, is not found just so many times.
void checkEach(const std::string& what, const std::function<Stretches(char key)>& keyed, size_t times);

}  // namespace partyline::mixer::test
