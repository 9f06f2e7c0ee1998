// Which address a call's RTP is taken from and sent to (symmetric RTP, RFC 4961), learnt safely.
//
// The SDP's address is believed at once. A caller behind NAT gave a wrong one: then some consecutive packets of one source
// from elsewhere are enough, as long as nothing comes from the SDP's address. Once locked, other sources are refused; only
// when the locked one has been quiet may another take over.
#pragma once
#include <cstdint>

namespace partyline::sip {

struct RtpAddress {
  uint32_t ip = 0;     // network byte order
  uint16_t port = 0;   // network byte order
  bool operator==(const RtpAddress& other) const { return ip == other.ip && port == other.port; }
  bool operator!=(const RtpAddress& other) const { return !(*this == other); }
};

struct RtpHeader {
  uint32_t ssrc = 0;
  uint16_t sequence = 0;
};

// Used by one audio thread at a time.
class SourceLock {
 public:
  static constexpr int kProbationPackets = 4;
  static constexpr uint32_t kQuietTicks = 100;   // 2 s of 20 ms

  // A new SDP: what was learnt before is forgotten unless it names the same address.
  void expect(RtpAddress from_sdp);
  // True: take the packet. `tick` counts polls and serves as clock.
  bool accept(RtpAddress from, RtpHeader header, uint32_t tick);
  // Where to send: the locked address, else the SDP's.
  RtpAddress target() const { return locked_ ? source_ : expected_; }
  bool locked() const { return locked_; }

 private:
  void lockOn(RtpAddress from, uint32_t tick);
  bool probation(RtpAddress from, RtpHeader header);

  RtpAddress expected_;
  RtpAddress source_;
  bool locked_ = false;
  uint32_t heard_at_tick_ = 0;
  RtpAddress candidate_;
  RtpHeader candidate_last_;
  int candidate_packets_ = 0;
};

}  // namespace partyline::sip
