// What is said when. All calls share one time line of slots of 20 ms; a slot's number decides what each call sends in it.
//
// speech: a cycle of 2 s. The speakers of a room talk for 1.3 s, are quiet, and at 1.6 s one of them, in turn, sends a
//   marker: 60 ms of a 1 kHz tone. So speech costs what it costs, and the marker meets no other voice.
// marker: a cycle of 400 ms. Nobody talks; each call of the room in turn sends a marker, so that the markers fall on every
//   phase of the target's clock.
#pragma once
#include <cstdint>

#include "options.hpp"

namespace partyline::bench {

constexpr int kSlotMs = 20;
constexpr int kMarkerSlots = 3;
constexpr int kMarkerHz = 1000;
constexpr int kSpeakerRoles = 3;

struct Cycle {
  int slots;
  int speech_slots;   // from the beginning
  int marker_slot;    // where the marker begins
  int capture_from;   // received audio is kept in [capture_from, capture_to)
  int capture_to;
};

constexpr Cycle kSpeechCycle{100, 65, 80, 50, 100};
constexpr Cycle kMarkerCycle{20, 0, 2, 0, 20};

inline const Cycle& cycleOf(Pattern pattern) { return pattern == Pattern::speech ? kSpeechCycle : kMarkerCycle; }

}  // namespace partyline::bench
