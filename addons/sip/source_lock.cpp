#include "source_lock.hpp"

namespace partyline::sip {

void SourceLock::expect(RtpAddress from_sdp) {
  if (from_sdp == expected_) return;
  expected_ = from_sdp;
  locked_ = false;
  candidate_packets_ = 0;
}

bool SourceLock::accept(RtpAddress from, RtpHeader header, uint32_t tick) {
  if (locked_ && from == source_) {
    heard_at_tick_ = tick;
    candidate_packets_ = 0;
    return true;
  }
  if (from == expected_) {
    lockOn(from, tick);
    return true;
  }
  const bool may_take_over = !locked_ || tick - heard_at_tick_ >= kQuietTicks;
  if (!may_take_over || !probation(from, header)) return false;
  lockOn(from, tick);
  return true;
}

void SourceLock::lockOn(RtpAddress from, uint32_t tick) {
  source_ = from;
  locked_ = true;
  heard_at_tick_ = tick;
  candidate_packets_ = 0;
}

bool SourceLock::probation(RtpAddress from, RtpHeader header) {
  const bool follows = candidate_packets_ > 0 && from == candidate_ && header.ssrc == candidate_last_.ssrc &&
                       static_cast<uint16_t>(header.sequence - candidate_last_.sequence) == 1;
  candidate_packets_ = follows ? candidate_packets_ + 1 : 1;
  candidate_ = from;
  candidate_last_ = header;
  return candidate_packets_ >= kProbationPackets;
}

}  // namespace partyline::sip
