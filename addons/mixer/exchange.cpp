#include "exchange.hpp"

#include <algorithm>

namespace partyline::mixer {

Exchange::Exchange() {
  for (int from = 0; from < kRates; ++from) {
    for (int to = 0; to < kRates; ++to) {
      if (from != to) converters_[from][to] = std::make_unique<Converter>(from, to);
    }
  }
}

// All are converted before any is added: no sound takes a way round through a third rate.
void Exchange::run(Bus* buses, unsigned rates) noexcept {
  for (Arrivals& arrivals : arrivals_) arrivals.sources = 0;
  for (int from = 0; from < kRates; ++from) convert(buses, from, rates);
  for (int to = 0; to < kRates; ++to) buses[to].add(arrivals_[to].sum, arrivals_[to].sources);
}

void Exchange::convert(Bus* buses, int from, unsigned rates) noexcept {
  const Bus& bus = buses[from];
  for (int to = 0; to < kRates; ++to) {
    Converter* converter = converters_[from][to].get();
    if (!converter) continue;
    const bool heard = bus.sources() > 0;
    if ((rates >> to & 1) == 0) {
      if (converter->ringing()) converter->reset();
    } else if (heard || converter->ringing()) {
      Arrivals& arrivals = arrivals_[to];
      if (arrivals.sources == 0) std::fill_n(arrivals.sum, frameSamples(to), 0);
      converter->addConverted(arrivals.sum, heard ? bus.sum() : nullptr);
      arrivals.sources += std::max(1, bus.sources());
    }
  }
}

}  // namespace partyline::mixer
