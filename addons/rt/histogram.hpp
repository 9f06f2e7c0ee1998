// Durations in microseconds, counted in fixed buckets about 6 % wide. One thread records, any thread asks.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>

namespace partyline::rt {

class Histogram {
 public:
  void record(uint32_t us) noexcept {
    std::atomic<uint64_t>& bucket = counts_[bucketOf(us)];
    bucket.store(bucket.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    if (us > max_us_.load(std::memory_order_relaxed)) max_us_.store(us, std::memory_order_relaxed);
  }

  uint32_t max_us() const noexcept { return max_us_.load(std::memory_order_relaxed); }

  // Upper edge of the bucket in which the given fraction (0..1) of all durations is reached; 0 when there are none.
  uint32_t percentile_us(double fraction) const noexcept {
    uint64_t total = 0;
    for (const auto& count : counts_) total += count.load(std::memory_order_relaxed);
    uint64_t seen = 0;
    for (size_t i = 0; total > 0 && i < counts_.size(); ++i) {
      seen += counts_[i].load(std::memory_order_relaxed);
      if (static_cast<double>(seen) >= fraction * static_cast<double>(total)) return upperEdge_us(i);
    }
    return 0;
  }

 private:
  static constexpr uint32_t kSteps = 16;  // buckets an octave

  static size_t bucketOf(uint32_t us) noexcept {
    if (us < kSteps) return us;
    const uint32_t octave = 31 - static_cast<uint32_t>(__builtin_clz(us)) - 4;
    const size_t index = kSteps * (octave + 1) + ((us >> octave) - kSteps);
    return index < kBuckets ? index : kBuckets - 1;
  }

  static uint32_t upperEdge_us(size_t index) noexcept {
    if (index < kSteps) return static_cast<uint32_t>(index);
    const uint32_t octave = static_cast<uint32_t>(index) / kSteps - 1;
    return ((static_cast<uint32_t>(index) % kSteps + kSteps + 1) << octave) - 1;
  }

  static constexpr size_t kBuckets = 16 * 18;  // up to about two seconds
  std::array<std::atomic<uint64_t>, kBuckets> counts_{};
  std::atomic<uint32_t> max_us_{0};
};

}  // namespace partyline::rt
