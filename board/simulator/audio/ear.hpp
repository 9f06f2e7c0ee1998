// What is heard at one place: the last half minute of it, and measurements of that and of what comes.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "measurement.hpp"

namespace partyline::simulator {

class Ear {
 public:
  // `from_ms`: the line time at which its first block began.
  using Done = std::function<void(const Measurement& measurement, int64_t from_ms)>;

  Ear();

  // Line time up to which it has heard.
  int64_t heard_ms() const { return heard_ms_; }
  // The block that ends at this line time; time without a block was silence.
  void hear(const Block& block, int64_t until_ms);
  // Begins with the block that this line time is in, as far as that is remembered; else, and without one, with the next. `done` is called
  // at once when all was heard already.
  void measure(Measurement measurement, std::optional<int64_t> from_ms, Done done);

 private:
  struct Running { Measurement measurement; int64_t from_ms; Done done; };
  Block& remembered(int64_t from_ms);
  void take(const Block& block);

  std::vector<Block> blocks_;  // a ring, each at the place of its time
  int64_t heard_ms_ = 0;
  std::vector<Running> running_;
};

}  // namespace partyline::simulator
