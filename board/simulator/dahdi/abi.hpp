// The kernel's interface as libdahdi's header has it, and what a call of it comes to.
#pragma once
#include <dahdi/user.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace partyline::simulator {

using Bytes = std::vector<uint8_t>;

// `error`: 0, or a number of errno.h.
struct Reply {
  int error = 0;
  Bytes data;
};

// What is missing at the end is zero.
template <typename T>
T valueOf(const Bytes& bytes) {
  T value{};
  if (!bytes.empty()) std::memcpy(&value, bytes.data(), bytes.size() < sizeof value ? bytes.size() : sizeof value);
  return value;
}

template <typename T>
Reply replyWith(const T& value) {
  const auto* first = reinterpret_cast<const uint8_t*>(&value);
  return {0, Bytes(first, first + sizeof value)};
}

inline Reply refuse(int error) { return {error, {}}; }

}  // namespace partyline::simulator
