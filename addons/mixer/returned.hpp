// What an audio thread gives back to the control side, to be reported and freed there.
#pragma once
#include "../rt/mailbox.hpp"
#include "mixer.hpp"

namespace partyline::mixer {

class Returned : public rt::Node {
 public:
  // Control thread, just before it is freed.
  virtual void settle(Listener&) {}
};

}  // namespace partyline::mixer
