// A pair of copper wires. One end feeds it with battery and ringing: a port of the public exchange, or an FXS port of the box. The other
// end is the equipment that draws current when it goes off hook: a telephone, an FXO port of the box, a modem.
#pragma once
#include "../audio/block.hpp"

namespace partyline::simulator {

enum class Battery { none, normal, reversed };

// The equipment's end. Called by the feed, never from within the equipment's own calls of it.
class LineEquipment {
 public:
  virtual ~LineEquipment() = default;
  // A burst of ringing begins, or ends.
  virtual void ringSignal(bool on) = 0;
  virtual void batteryChanged(Battery battery) = 0;
  // Once each 20 ms of the feed's clock: what is heard on the pair, and, to be filled, what the equipment says. Also while it is on
  // hook: a caller ID is heard then; what is said then is not. Silence is all zeros.
  virtual void exchangeAudio(const Block& heard, Block& said) = 0;
};

// The feeding end. One equipment at a time.
class LineFeed {
 public:
  virtual ~LineFeed() = default;
  // nullptr: it is pulled out. The equipment begins on hook.
  virtual void attach(LineEquipment* equipment) = 0;
  // Closed: off hook. Flashes and dial pulses are loops opened and closed in their times.
  virtual void setLoop(bool closed) = 0;
  virtual Battery battery() const = 0;
};

}  // namespace partyline::simulator
