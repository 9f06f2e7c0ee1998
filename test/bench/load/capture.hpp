// Received packets and sent markers, kept while the run lasts and looked at after it, so that looking costs nothing.
#pragma once
#include <cstdint>
#include <vector>

namespace partyline::bench {

struct CapturedPacket {
  int64_t received_ns;   // CLOCK_REALTIME, stamped by the kernel
  int call;
  size_t offset;         // in `bytes`
  int length;
};

struct SentMarker {
  int64_t sent_ns;       // CLOCK_REALTIME, when the packet that begins the marker was handed to the kernel
  int room;
  int call;
};

struct Capture {
  std::vector<CapturedPacket> packets;
  std::vector<uint8_t> bytes;
  std::vector<SentMarker> markers;

  void reserve(size_t packet_count) {
    constexpr size_t kUsualPayloadBytes = 160;
    packets.reserve(packet_count);
    bytes.reserve(packet_count * kUsualPayloadBytes);
  }

  void add(int64_t received_ns, int call, const uint8_t* payload, int length) {
    packets.push_back({received_ns, call, bytes.size(), length});
    bytes.insert(bytes.end(), payload, payload + length);
  }
};

}  // namespace partyline::bench
