#include "leg_stats.hpp"

#include <algorithm>

namespace partyline::sip {

namespace {

double milliseconds(int microseconds) { return microseconds / 1000.0; }

LegStats read(pjmedia_stream* stream, const RtpTransport& transport) {
  pjmedia_rtcp_stat rtcp;
  pjmedia_jb_state buffer;
  LegStats stats;
  if (pjmedia_stream_get_stat(stream, &rtcp) != PJ_SUCCESS || pjmedia_stream_get_stat_jbuf(stream, &buffer) != PJ_SUCCESS) return stats;
  stats.rx_packets = rtcp.rx.pkt;
  stats.rx_lost = rtcp.rx.loss;
  stats.rx_discarded = rtcp.rx.discard + transport.strangers();
  stats.rx_jitter_ms = milliseconds(rtcp.rx.jitter.last);
  stats.tx_packets = rtcp.tx.pkt;
  stats.tx_lost = rtcp.tx.loss;
  stats.tx_jitter_ms = milliseconds(rtcp.tx.jitter.last);
  if (rtcp.rtt.n > 0) stats.round_trip_ms = milliseconds(std::max(0, rtcp.rtt.last - static_cast<int>(transport.rtcpWaitUs())));
  stats.jitter_buffer_ms = buffer.avg_delay;
  return stats;
}

}  // namespace

std::optional<LegStats> statsOf(StreamPort& port) {
  std::optional<LegStats> stats;
  port.inspect([&](pjmedia_stream* stream, const RtpTransport& transport) { stats = read(stream, transport); });
  return stats;
}

}  // namespace partyline::sip
