#include "flood_limiter.hpp"

#include <algorithm>
#include <utility>

namespace partyline::sip {

namespace {
constexpr size_t kProbes = 8;
constexpr uint64_t kReportIntervalMs = 1000;

size_t hashOf(uint32_t address) { return address * size_t{2654435761u}; }
}  // namespace

FloodLimiter::FloodLimiter(FloodOptions options, size_t table_size)
    : options_(options), table_(std::max<size_t>(table_size, kProbes)) {}

FloodLimiter::Verdict FloodLimiter::take(uint32_t address, uint64_t now_ms) {
  Bucket& bucket = bucketOf(address, now_ms);
  fill(bucket, now_ms);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return {true, std::nullopt};
  }
  bucket.unreported++;
  if (bucket.reported_at_ms != 0 && now_ms - bucket.reported_at_ms < kReportIntervalMs) return {false, std::nullopt};
  bucket.reported_at_ms = now_ms;
  return {false, std::exchange(bucket.unreported, 0)};
}

// A few neighbouring places are looked at; a stranger takes the one unused for longest. An attacker with many addresses
// can so push others out, which only fills their buckets: nobody is refused for want of a place.
FloodLimiter::Bucket& FloodLimiter::bucketOf(uint32_t address, uint64_t now_ms) {
  const size_t start = hashOf(address);
  Bucket* oldest = nullptr;
  for (size_t i = 0; i < kProbes; i++) {
    Bucket& bucket = table_[(start + i) % table_.size()];
    if (bucket.used && bucket.address == address) return bucket;
    const bool older = oldest == nullptr || (oldest->used && (!bucket.used || bucket.filled_at_ms < oldest->filled_at_ms));
    if (older) oldest = &bucket;
  }
  *oldest = Bucket{address, true, options_.burst, now_ms, 0, 0};
  return *oldest;
}

void FloodLimiter::fill(Bucket& bucket, uint64_t now_ms) const {
  const double elapsed_s = static_cast<double>(now_ms - bucket.filled_at_ms) / 1000;
  bucket.tokens = std::min(options_.burst, bucket.tokens + elapsed_s * options_.per_second);
  bucket.filled_at_ms = now_ms;
}

}  // namespace partyline::sip
