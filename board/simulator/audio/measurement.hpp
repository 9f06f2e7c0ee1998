// What was heard over a time: the level of each block, and the energy at some frequencies.
#pragma once
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "block.hpp"

namespace partyline::simulator {

class Measurement {
 public:
  // Over so many blocks.
  Measurement(size_t blocks, const std::vector<double>& frequencies_hz);

  // One more block; true: that was the last.
  bool take(const Block& block);

  // dBm0, one a block.
  const std::vector<double>& envelope() const { return envelope_; }
  // dBm0 of a sine at each frequency, over the whole time.
  std::vector<double> energies() const;

 private:
  struct Bin { double coefficient, previous, before; };  // Goertzel's
  size_t blocks_;
  std::vector<double> envelope_;
  std::vector<Bin> bins_;
};

// Several at once, each told when it is over.
class Measurements {
 public:
  using Done = std::function<void(const Measurement& measurement)>;
  void add(Measurement measurement, Done done) { running_.push_back({std::move(measurement), std::move(done)}); }
  void take(const Block& block);

 private:
  struct Running { Measurement measurement; Done done; };
  std::vector<Running> running_;
};

}  // namespace partyline::simulator
