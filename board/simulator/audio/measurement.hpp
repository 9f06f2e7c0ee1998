// What was heard over a time: the level of each block, the energy at some frequencies, and which were the strongest at its end.
#pragma once
#include <cstddef>
#include <vector>

#include "block.hpp"

namespace partyline::simulator {

class Measurement {
 public:
  struct Tone { double hz, dbm0; };

  // Over so many blocks.
  Measurement(size_t blocks, const std::vector<double>& frequencies_hz);

  // One more block; true: that was the last.
  bool take(const Block& block);

  // dBm0, one a block.
  const std::vector<double>& envelope() const { return envelope_; }
  // dBm0 of a sine at each frequency, over the whole time.
  std::vector<double> energies() const;
  // In the last 100 ms, on a grid of 10 Hz, the strongest first; none that is 20 dB below it.
  std::vector<Tone> strongest(size_t count) const;

 private:
  struct Bin { double coefficient, previous, before; };  // Goertzel's
  size_t blocks_;
  std::vector<double> envelope_;
  std::vector<Bin> bins_;
  std::vector<Block> last_;
};

}  // namespace partyline::simulator
