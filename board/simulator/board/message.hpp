// Messages of the control board's link, as board/PROTOCOL.md section 4 says: what the board reads, and what it writes.
#pragma once
#include <cstdint>
#include <string>
#include <variant>

#include "frame.hpp"

namespace partyline::simulator {

constexpr uint8_t kProtocolVersion = 1;

enum class Result : uint8_t { accepted = 0, unknown_type = 1, wrong_length = 2, impossible_value = 3, no_link = 4 };

namespace message_type {
constexpr uint8_t kAck = 0x00, kHello = 0x01, kWelcome = 0x02, kHeartbeat = 0x10, kLights = 0x11, kRelays = 0x12, kAskCounters = 0x13,
                  kReadings = 0x20, kRelayState = 0x21, kButton = 0x22, kFault = 0x23, kCounters = 0x24;
}

struct Hello { uint8_t oldest, newest; uint32_t run; };
struct Heartbeat {};
struct Lights { uint8_t first; Bytes lights; };
struct Relays { bool held; };
struct AskCounters {};
using BoxMessage = std::variant<Hello, Heartbeat, Lights, Relays, AskCounters>;

// What the box said, or why it is not taken. `lights`: how many the board has.
std::variant<BoxMessage, Result> readMessage(const Frame& frame, uint8_t lights);

struct Welcome {
  uint8_t version;   // 0: none of those offered
  uint32_t run;
  uint16_t capabilities;
  uint8_t lights;
  uint16_t watchdog_ms;
  uint8_t firmware[3];
  std::string model;
};
struct Counters { uint32_t received = 0, damaged = 0, discarded_bytes = 0, repeated = 0, sent_again = 0, refused = 0, watchdog_drops = 0; };

constexpr int16_t kTemperatureNotMeasured = 0x7fff;
constexpr uint16_t kSupplyNotMeasured = 0xffff;
enum class RelayReason : uint8_t { asked = 0, heartbeats_stopped = 1, power_came = 2, supply_too_low = 3 };

// Payloads.
Bytes welcomePayload(const Welcome& welcome);
Bytes readingsPayload(int16_t tenths_celsius, uint16_t millivolts);
Bytes relayStatePayload(bool held, RelayReason reason);
Bytes buttonPayload(bool is_long, uint16_t held_ms);
Bytes faultPayload(uint8_t fault, bool active);
Bytes countersPayload(const Counters& counters);

}  // namespace partyline::simulator
