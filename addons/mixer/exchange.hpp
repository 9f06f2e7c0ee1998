// Brings what is said at one sample rate to the buses of the others in use. Each rate's sum is converted, not each seat: the
// cost does not grow with the speakers, and it is the same to the ear, because a listener's own part is in the sum of his rate only.
#pragma once
#include <memory>

#include "bus.hpp"
#include "converter.hpp"
#include "rates.hpp"

namespace partyline::mixer {

class Exchange {
 public:
  // Control thread: allocates.
  Exchange();
  // Audio thread. `buses` hold what the seats of their own rate said; `rates` has a bit for each rate in use.
  void run(Bus* buses, unsigned rates) noexcept;

 private:
  void convert(Bus* buses, int from, unsigned rates) noexcept;

  struct Arrivals {
    int sources = 0;
    int32_t sum[kMaxFrameSamples];
  };
  std::unique_ptr<Converter> converters_[kRates][kRates];
  Arrivals arrivals_[kRates];
};

}  // namespace partyline::mixer
