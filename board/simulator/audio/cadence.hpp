// A tone of the telephone network: sines that come and go.
#pragma once
#include <vector>

#include "block.hpp"
#include "oscillator.hpp"

namespace partyline::simulator {

// One piece; without frequencies it is a pause. `ms` 0: it goes on for ever.
struct CadencePart {
  std::vector<double> hz;
  int ms;
};

// Repeated from `repeat_from` on when the last part is over.
struct Cadence {
  std::vector<CadencePart> parts;
  double dbm0 = -13;  // of each sine
  size_t repeat_from = 0;
};

class CadencePlayer {
 public:
  CadencePlayer() = default;
  explicit CadencePlayer(Cadence cadence);

  // Adds the next 20 ms.
  void addTo(Block& block);

 private:
  void begin(size_t part);

  Cadence cadence_;
  Oscillator oscillator_;
  size_t part_ = 0;
  int left_ = -1;  // samples of this part; -1: for ever
};

}  // namespace partyline::simulator
