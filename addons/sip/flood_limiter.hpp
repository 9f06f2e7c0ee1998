// How many requests a second one address may send: a token bucket for each address in a table of fixed size.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "options.hpp"

namespace partyline::sip {

// Not thread-safe: used by pjsip's worker alone.
class FloodLimiter {
 public:
  struct Verdict {
    bool pass = true;
    // Set at most once a second and address: requests dropped since it was last set.
    std::optional<uint32_t> report;
  };

  explicit FloodLimiter(FloodOptions options, size_t table_size = 4096);
  Verdict take(uint32_t address, uint64_t now_ms);

 private:
  struct Bucket {
    uint32_t address = 0;
    bool used = false;
    double tokens = 0;
    uint64_t filled_at_ms = 0;
    uint64_t reported_at_ms = 0;
    uint32_t unreported = 0;
  };

  Bucket& bucketOf(uint32_t address, uint64_t now_ms);
  void fill(Bucket&, uint64_t now_ms) const;

  FloodOptions options_;
  std::vector<Bucket> table_;
};

}  // namespace partyline::sip
