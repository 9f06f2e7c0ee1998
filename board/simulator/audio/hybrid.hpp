// Where four wires become two, some of what goes out comes back: the echo that the box must cancel. The paths have the shape of those
// that ITU-T G.168 (Annex D) tests with: a delay, then an oscillation that decays over 4 to 16 ms.
#pragma once
#include <vector>

#include "block.hpp"

namespace partyline::simulator {

constexpr int kHybridModels = 8;
constexpr double kNoEcho_db = 60;  // of echo return loss, and more

class Hybrid {
 public:
  // `model` 1 … kHybridModels.
  Hybrid(int model, double echo_return_loss_db);

  // Adds the echo of what was sent to what is received in the same 20 ms.
  void addEcho(const Block& sent, Block& received);

 private:
  std::vector<double> path_;
  std::vector<double> sent_;  // so many samples before this block
};

}  // namespace partyline::simulator
