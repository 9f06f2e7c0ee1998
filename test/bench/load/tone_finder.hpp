// Finds the marker in what a listener got.
#pragma once
#include <optional>

#include "codec.hpp"

namespace partyline::bench {

struct FoundTone {
  size_t onset;   // index of its first sample
  bool holes;     // parts of it are missing
};

// Searches [from, to).
std::optional<FoundTone> findTone(const Pcm& pcm, size_t from, size_t to, int rate_hz);

}  // namespace partyline::bench
