// Quality of one call's media, as pjmedia measured it, RTCP included.
#pragma once
#include <cstdint>
#include <optional>

#include "stream_port.hpp"

namespace partyline::sip {

struct LegStats {
  uint32_t rx_packets = 0;
  uint32_t rx_lost = 0;
  uint32_t rx_discarded = 0;   // too late, or of a wrong source
  double rx_jitter_ms = 0;
  uint32_t tx_packets = 0;
  uint32_t tx_lost = 0;
  double tx_jitter_ms = 0;
  std::optional<double> round_trip_ms;
  double jitter_buffer_ms = 0;
};

// Nothing: the stream is gone.
std::optional<LegStats> statsOf(StreamPort& port);

}  // namespace partyline::sip
