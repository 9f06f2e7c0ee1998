// Speech as a meter sees it: syllables of random length and loudness in words, with pauses between phrases. No voice, but its envelope.
#pragma once
#include "rig.hpp"

namespace partyline::mixer::test {

struct SpeechOptions {
  double rms = 1640;           // of all syllables: -26 dBov
  int rate_hz = 8000;
  unsigned seed = 1;
  double pause_s = 1.0;        // between phrases, on average
};

Signal speech(const SpeechOptions& options);
// Two signals at once.
Signal both(Signal a, Signal b);

}  // namespace partyline::mixer::test
