// What can be asked of trunks, beside calling over them: things that happen on real ones.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "../control/control.hpp"

namespace partyline::simulator {

class Trunk;

// Of one trunk. What says "next" is done once.
struct TrunkOddities {
  struct Glare { std::string from; std::string to; };
  struct Wish { int channel = 0; bool exclusive = false; };

  Glare glare;              // next call of the box: one to the box comes on the same channel at the same time; empty: none
  Wish wish;                // next call to the box asks for this channel; 0: a free one
  int move_to = 0;          // next call of the box is moved to this channel, where it allows that
  int refuse_with = 0;      // next call of the box is refused with this cause
  bool data = false;        // next call to the box is no voice call
  bool withheld = false;    // callers don't show their numbers
  int no_answer_ms = 180000;
};

// The commands, for all trunks of a control: each names its span.
class TrunkCommands {
 public:
  // The one of this control; made when there is none yet.
  static std::shared_ptr<TrunkCommands> of(Control& control);

  void join(Trunk& trunk);
  void leave(const Trunk& trunk);

 private:
  explicit TrunkCommands(Control& control) : control_(control) {}
  void add();
  Trunk& trunkOf(const Json& request) const;

  Control& control_;
  std::map<std::string, Trunk*> trunks_;
};

}  // namespace partyline::simulator
