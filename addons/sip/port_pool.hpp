// Pairs of RTP and RTCP ports of the range, given out in turn, so that a port rests as long as possible before its next call.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace partyline::sip {

// Thread-safe.
class PortPool {
 public:
  PortPool(uint16_t first_port, uint16_t last_port);
  // An even port; the next one up is its RTCP port. Nothing: all are in use.
  std::optional<uint16_t> take();
  void give(uint16_t rtp_port);
  size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::deque<uint16_t> free_;
};

}  // namespace partyline::sip
