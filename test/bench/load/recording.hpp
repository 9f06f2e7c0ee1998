// Recorded speech and noise as PCM.
#pragma once
#include <string>

#include "codec.hpp"

namespace partyline::bench {

// Loads a file of raw G.722 at 64 kbit/s, as 8000 or 16000 Hz. Throws when it is missing.
// Active speech is brought to -26 dBov.
Pcm loadRecording(const std::string& path, int sample_rate_hz);

// Uniform noise of a given level, the same at every call.
Pcm makeNoise(int samples, double level_dbov);

void addTone(Pcm& pcm, size_t at, size_t samples, double samples_per_period);

// -127 for digital silence.
double levelDbov(const int16_t* pcm, size_t samples);

}  // namespace partyline::bench
