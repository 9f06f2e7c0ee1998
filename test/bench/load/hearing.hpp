// What the callers heard, found in the captured audio after the run.
#pragma once
#include <cstdint>
#include <vector>

#include "call.hpp"
#include "capture.hpp"
#include "options.hpp"

namespace partyline::bench {

struct Hearing {
  // From handing the packet that begins a marker to the kernel, to the kernel's receipt of the packet in which a listener
  // gets the marker's first sample, plus that sample's place in the packet. One entry for each marker and listener.
  std::vector<double> latencies_ms;
  int64_t expected = 0;    // markers that should have been heard, over all listeners
  int64_t heard = 0;
  int64_t damaged = 0;     // heard, with holes
  int64_t own = 0;         // markers heard by their own talker
  std::vector<double> speech_dbov;   // a listener each: level of the others' speech; empty where nobody speaks
};

Hearing listen(const Capture& capture, const std::vector<Call>& calls, const Options& options);

}  // namespace partyline::bench
