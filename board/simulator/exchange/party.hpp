// What hangs on the public exchange - a subscriber's line, the trunk to a PBX - and a call between two of them. Causes are those of
// ITU-T Q.850 (16 normal clearing, 17 busy, 18 and 19 no answer, 1 unallocated number, 34 no circuit).
#pragma once
#include <string>

#include "../audio/block.hpp"

namespace partyline::simulator {

struct CallSetup {
  std::string called;        // the whole number
  std::string calling;       // empty: withheld
  std::string calling_name;  // may be empty
};

enum class InBand { none, audio };

// A call as one of its two parties has it. Each is told of what the other did at the next millisecond of the exchange's clock, never from
// within a call of its own.
class CallEnd {
 public:
  virtual ~CallEnd() = default;
  virtual const CallSetup& setup() const = 0;

  // The called party: it is being told of the call (its telephone rings). With audio: what it says is heard by the caller already, in
  // place of the exchange's ringback tone.
  virtual void alert(InBand audio = InBand::none) = 0;
  // The called party: from here on both hear each other.
  virtual void answer() = 0;
  // Either party; this end must not be used any more and is told nothing more.
  virtual void clear(int cause) = 0;
};

class Party {
 public:
  virtual ~Party() = default;
  // A call for this party. To be taken (alert, answer) or refused (clear), now or later.
  virtual void offered(CallEnd& end) = 0;
  // What the party called by this one did.
  virtual void alerting(CallEnd& end, InBand audio) = 0;
  virtual void answered(CallEnd& end) = 0;
  // The other party, or the exchange, ended the call: `end` must not be used any more.
  virtual void cleared(CallEnd& end, int cause) = 0;
  // Once each 20 ms of the exchange's clock while there is a way for it: what this party says (filled with silence beforehand), and
  // what it hears.
  virtual void speak(CallEnd& end, Block& said) = 0;
  virtual void hear(CallEnd& end, const Block& heard) = 0;
};

}  // namespace partyline::simulator
