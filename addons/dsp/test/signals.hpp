// Signals for the tests: what is on lines, made or measured, 8 kHz.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace partyline::dsp::test {

using Samples = std::vector<int16_t>;

// How much of a stretch is not the best-fitting sine near `near_hz`, in dB below it; its frequency is found within 0.1 %.
double sineToRest_db(const Samples& samples, double near_hz);
// What Debian's recorded voices say, one file after the other; `voice` is a folder such as "en_US_f_Allison".
Samples speech(const char* voice, size_t seconds);
// One of them, such as "en_US_f_Allison/hello"; nothing where there is none.
Samples recording(const std::string& name);
// Debian's music on hold.
Samples music(size_t seconds);
void addNoise(Samples& samples, double level_dbm0, unsigned seed);
// Made as loud as that on the whole.
void setLevel(Samples& samples, double level_dbm0);
double dbm0(const Samples& samples, size_t from, size_t count);

}  // namespace partyline::dsp::test
