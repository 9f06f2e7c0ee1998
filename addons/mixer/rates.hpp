// The sample rates that the mixer knows, as indices into arrays with a place for each.
#pragma once
#include <stdexcept>
#include <string>

#include "mixer.hpp"

namespace partyline::mixer {

constexpr int kRates = 3;
constexpr int kRate8k = 0, kRate16k = 1, kRate48k = 2;
constexpr int kRatesHz[kRates] = {8000, 16000, 48000};

constexpr int rateHz(int rate) { return kRatesHz[rate]; }
constexpr int frameSamples(int rate) { return kRatesHz[rate] / 1000 * kFrameMs; }
// Samples at this rate for one sample at 8 kHz, in which all rates' positions are counted.
constexpr int rateRatio(int rate) { return kRatesHz[rate] / kRatesHz[kRate8k]; }

// Throws std::invalid_argument for a rate that the mixer doesn't know.
inline int rateIndex(int rate_hz) {
  for (int rate = 0; rate < kRates; ++rate) {
    if (kRatesHz[rate] == rate_hz) return rate;
  }
  throw std::invalid_argument("expected a sample rate of 8000, 16000 or 48000 Hz, got " + std::to_string(rate_hz));
}

}  // namespace partyline::mixer
