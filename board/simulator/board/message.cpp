#include "message.hpp"

namespace partyline::simulator {

namespace {

using Read = std::variant<BoxMessage, Result>;

uint32_t u32(const uint8_t* at) { return uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | at[3]; }

void put16(Bytes& bytes, uint16_t value) {
  bytes.push_back(static_cast<uint8_t>(value >> 8));
  bytes.push_back(static_cast<uint8_t>(value));
}

void put32(Bytes& bytes, uint32_t value) {
  put16(bytes, static_cast<uint16_t>(value >> 16));
  put16(bytes, static_cast<uint16_t>(value));
}

Read readHello(const Bytes& payload) {
  if (payload.size() < 6) return Result::wrong_length;
  if (payload[0] > payload[1]) return Result::impossible_value;
  return BoxMessage(Hello{payload[0], payload[1], u32(&payload[2])});
}

bool isLight(uint8_t light) { return (light & 0x0f) <= 3 && light >> 4 <= 2; }

Read readLights(const Bytes& payload, size_t lights) {
  if (payload.size() < 2) return Result::wrong_length;
  const size_t first = payload[0];
  const size_t count = payload[1];
  if (payload.size() < 2 + count) return Result::wrong_length;
  if (count == 0 || first + count > lights) return Result::impossible_value;
  Lights read{payload[0], Bytes(payload.begin() + 2, payload.begin() + 2 + static_cast<long>(count))};
  for (const uint8_t light : read.lights) {
    if (!isLight(light)) return Result::impossible_value;
  }
  return BoxMessage(std::move(read));
}

Read readRelays(const Bytes& payload) {
  if (payload.empty()) return Result::wrong_length;
  if (payload[0] > 1) return Result::impossible_value;
  return BoxMessage(Relays{payload[0] == 1});
}

}  // namespace

Read readMessage(const Frame& frame, uint8_t lights) {
  switch (frame.type) {
    case message_type::kHello: return readHello(frame.payload);
    case message_type::kHeartbeat: return BoxMessage(Heartbeat{});
    case message_type::kLights: return readLights(frame.payload, lights);
    case message_type::kRelays: return readRelays(frame.payload);
    case message_type::kAskCounters: return BoxMessage(AskCounters{});
    default: return Result::unknown_type;
  }
}

Bytes welcomePayload(const Welcome& welcome) {
  Bytes bytes{welcome.version};
  put32(bytes, welcome.run);
  if (welcome.version == 0) return bytes;
  put16(bytes, welcome.capabilities);
  bytes.push_back(welcome.lights);
  put16(bytes, welcome.watchdog_ms);
  bytes.insert(bytes.end(), welcome.firmware, welcome.firmware + 3);
  bytes.push_back(static_cast<uint8_t>(welcome.model.size()));
  bytes.insert(bytes.end(), welcome.model.begin(), welcome.model.end());
  return bytes;
}

Bytes readingsPayload(int16_t tenths_celsius, uint16_t millivolts) {
  Bytes bytes;
  put16(bytes, static_cast<uint16_t>(tenths_celsius));
  put16(bytes, millivolts);
  return bytes;
}

Bytes relayStatePayload(bool held, RelayReason reason) { return {static_cast<uint8_t>(held), static_cast<uint8_t>(reason)}; }

Bytes buttonPayload(bool is_long, uint16_t held_ms) {
  Bytes bytes{static_cast<uint8_t>(is_long)};
  put16(bytes, held_ms);
  return bytes;
}

Bytes faultPayload(uint8_t fault, bool active) { return {fault, static_cast<uint8_t>(active)}; }

Bytes countersPayload(const Counters& counters) {
  Bytes bytes;
  for (const uint32_t value : {counters.received, counters.damaged, counters.discarded_bytes, counters.repeated, counters.sent_again, counters.refused, counters.watchdog_drops}) {
    put32(bytes, value);
  }
  return bytes;
}

}  // namespace partyline::simulator
