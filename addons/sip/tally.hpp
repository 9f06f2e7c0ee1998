// Counts what each address did, to be told at most once a second and address.
#pragma once
#include <netinet/in.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace partyline::sip {

// Not thread-safe.
class Tally {
 public:
  static constexpr uint64_t kIntervalMs = 1000;
  explicit Tally(size_t most_addresses = 4096) : most_(most_addresses) {}

  // Set when it is time to tell: how many since it was last told. What stays untold is told with the next.
  std::optional<uint32_t> count(in_addr_t address, uint64_t now_ms);

 private:
  struct Count {
    uint32_t untold = 0;
    uint64_t told_at_ms = 0;
  };
  void forgetOld(uint64_t now_ms);

  size_t most_;
  std::unordered_map<in_addr_t, Count> counts_;
};

}  // namespace partyline::sip
