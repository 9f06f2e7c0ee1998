// The tones of libtonezone's countries: to listen for, and as samples.
#pragma once
#include <string>
#include <vector>

#include "../tone_spec.hpp"
#include "signals.hpp"

namespace partyline::dsp::test {

struct ZoneTone {
  std::string name;      // dial, busy, ringing, congestion, info
  std::string written;   // as libtonezone writes it
};

struct Zone {
  std::string country;
  std::vector<ZoneTone> tones;
};

std::vector<Zone> toneZones();
ToneSpec specOf(const ZoneTone& tone);

struct Play {
  double level_dbm0 = -20;
  double detune = 0;     // 0.015: 1.5 % too high
  double seconds = 12;
};
Samples samplesOf(const ZoneTone& tone, Play play);

}  // namespace partyline::dsp::test
