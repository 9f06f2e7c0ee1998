// What native code tells JavaScript: the C++ side of addons/events.ts.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "../lines/line.hpp"
#include "../mixer/mixer.hpp"
#include "../pri/event.hpp"
#include "../sip/listener.hpp"

namespace partyline::binding {

struct LegAlerting { sip::LegId leg; };
struct LegAnswered { sip::LegId leg; };
struct LegMedia { sip::LegId leg; sip::MediaInfo media; };
struct LegHeld { sip::LegId leg; bool held; };
struct LegDigit { sip::LegId leg; char digit; sip::DigitSource source; };
struct LegSilent { sip::LegId leg; uint32_t ms; };
struct LegEnded { sip::LegId leg; sip::Ended ended; };
struct PlayEnded { mixer::PlayId play; mixer::PlayEnd reason; };
struct SeatTalking { sip::LegId leg; bool talking; };
struct Levels { std::vector<mixer::SeatLevel> seats; };
struct RecordingStarted { mixer::RecordingId recording; };
struct RecordingEnded {
  mixer::RecordingId recording;
  mixer::RecordingEnd reason;
  uint64_t bytes;
  uint64_t duration_ms;
  std::string detail;
};
struct SipFlood { std::string address; uint32_t dropped; };
struct Overflow { uint32_t dropped; };

using EventBody = std::variant<sip::Incoming, LegAlerting, LegAnswered, LegMedia, LegHeld, LegDigit, LegSilent, LegEnded, PlayEnded, SeatTalking, Levels,
                               RecordingStarted, RecordingEnded, SipFlood, sip::AccountEvent, lines::LineEvent, pri::Event, Overflow>;

struct Event {
  double at_ms = 0;   // CLOCK_MONOTONIC
  EventBody body;
};

// One of each kind, in the order of EventBody.
std::vector<EventBody> sampleEvents();

}  // namespace partyline::binding
