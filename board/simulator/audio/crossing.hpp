// Audio from one clock to another. Both clocks' errors are known here, so the far side reads at exactly its rate: nothing drifts, no
// sample is lost or told twice.
#pragma once
#include <cstddef>
#include <deque>

#include "block.hpp"

namespace partyline::simulator {

class Crossing {
 public:
  // Positive: the clock is fast.
  Crossing(double from_ppm, double to_ppm);

  void write(const Block& block);
  // Silence while too little has come.
  void read(Block& block);
  void clear();

 private:
  int16_t sampleAt(size_t index, double fraction) const;

  double step_;             // samples of the one for a sample of the other
  std::deque<int16_t> waiting_;
  double at_ = 0;           // place of the next sample in `waiting_`
  bool started_ = false;
};

}  // namespace partyline::simulator
