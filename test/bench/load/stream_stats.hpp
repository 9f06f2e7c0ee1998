// What a caller's RTP stream looked like while it was measured.
#pragma once
#include <algorithm>
#include <cstdint>

namespace partyline::bench {

class StreamStats {
 public:
  void reset() { *this = StreamStats(); }

  void add(uint16_t sequence, int64_t received_ns) {
    if (received_ == 0) {
      first_ = highest_ = sequence;
    } else {
      follow(sequence);
      longest_gap_ns_ = std::max(longest_gap_ns_, received_ns - last_ns_);
    }
    last_ns_ = received_ns;
    ++received_;
  }

  int64_t received() const { return received_; }
  // By sequence numbers: sent by the target and never here.
  int64_t lost() const { return received_ == 0 ? 0 : std::max<int64_t>(0, highest_ - first_ + 1 - received_); }
  int64_t disordered() const { return disordered_; }
  int64_t longestGapNs() const { return longest_gap_ns_; }

 private:
  void follow(uint16_t sequence) {
    const auto step = static_cast<int16_t>(sequence - static_cast<uint16_t>(highest_));
    if (step > 0) {
      highest_ += step;
    } else {
      ++disordered_;
    }
  }

  int64_t received_ = 0;
  int64_t first_ = 0;
  int64_t highest_ = 0;   // extended beyond 16 bits
  int64_t disordered_ = 0;
  int64_t last_ns_ = 0;
  int64_t longest_gap_ns_ = 0;
};

}  // namespace partyline::bench
