// A quiet pattern of bell-like notes: hold music of a box that has no music files.
#pragma once
#include <cstdint>

#include "rates.hpp"

namespace partyline::mixer {

class Tune {
 public:
  explicit Tune(int rate) : rate_(rate) {}
  // Writes the next frame. Not for audio threads: it takes its time.
  void frame(int16_t* out);

 private:
  int rate_;
  uint64_t position_ = 0;
};

}  // namespace partyline::mixer
