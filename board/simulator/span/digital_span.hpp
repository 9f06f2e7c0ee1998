// An E1 or T1 span of a simulated card, seen from the cable: what the far end of the cable - an exchange that speaks Q.931 - sends
// and receives. The box has the other side of it, as DAHDI channels.
#pragma once
#include <cstddef>
#include <cstdint>

#include "../audio/block.hpp"

namespace partyline::simulator {

enum class SpanType { e1, t1 };

// Conditions of the cable, as bits; the same as DAHDI's alarms for the box's side.
enum SpanAlarm : uint32_t { kAlarmYellow = 1u << 2, kAlarmRed = 1u << 3, kAlarmBlue = 1u << 4 };

// What is plugged in at the far end of the cable.
class SpanFarEnd {
 public:
  virtual ~SpanFarEnd() = default;
  // A whole frame that the box sent on the D channel: address to information, without flags and frame check sequence.
  virtual void frameReceived(const uint8_t* frame, size_t bytes) = 0;
  // The far end sees the cable's condition too: any alarm means that no frame and no audio passes.
  virtual void alarmsChanged(uint32_t alarms) = 0;
};

class DigitalSpan {
 public:
  virtual ~DigitalSpan() = default;
  virtual SpanType type() const = 0;
  // Its place among all spans, from 1.
  virtual int number() const = 0;
  // Bearer channels are 1..31 without 16 (E1), 1..23 (T1), as timeslots.
  virtual bool isBearer(int timeslot) const = 0;

  // One at a time; nullptr: the cable is pulled out there. The span outlives its far end.
  virtual void plugIn(SpanFarEnd* far_end) = 0;

  // To the box's D channel: without frame check sequence. False: the cable is cut or in alarm, the frame is lost; true says only that it went out.
  virtual bool sendFrame(const uint8_t* frame, size_t bytes) = 0;

  // What the box said on a bearer channel in the last 20 ms (silence when it has it not open), and what it shall hear in the next.
  // To be called at most once a tick of the exchange's clock each, whatever clock the card has; a bearer that isn't written to is silent.
  virtual void readBearer(int timeslot, Block& said) = 0;
  virtual void writeBearer(int timeslot, const Block& heard) = 0;

  virtual uint32_t alarms() const = 0;
};

}  // namespace partyline::simulator
