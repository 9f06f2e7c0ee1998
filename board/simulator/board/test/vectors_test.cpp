// The board's codec against board/vectors.json: vectors_test FILE
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "../frame.hpp"
#include "../message.hpp"

using namespace partyline::simulator;
using Json = nlohmann::json;

namespace {

int failures = 0;

void check(bool ok, const std::string& what) {
  if (ok) return;
  failures++;
  std::printf("FAILED: %s\n", what.c_str());
}

Bytes bytesOf(const Json& hex) {
  const std::string text = hex.get<std::string>();
  Bytes bytes;
  for (size_t i = 0; i < text.size(); i += 2) bytes.push_back(static_cast<uint8_t>(std::stoul(text.substr(i, 2), nullptr, 16)));
  return bytes;
}

struct Taken {
  std::vector<Frame> frames;
  std::vector<std::pair<FrameReader::Damage, size_t>> damages;
};

Taken take(const Bytes& wire) {
  Taken taken;
  FrameReader reader({[&](const Frame& frame) { taken.frames.push_back(frame); },
                      [&](FrameReader::Damage damage, size_t bytes) { taken.damages.emplace_back(damage, bytes); }});
  reader.take(wire.data(), wire.size());
  return taken;
}

bool isFrame(const Taken& taken, const Json& row) {
  return taken.frames.size() == 1 && taken.damages.empty() && taken.frames[0].type == row["type"] && taken.frames[0].sequence == row["sequence"] &&
         taken.frames[0].payload == bytesOf(row["payload"]);
}

const char* const kResults[] = {"accepted", "unknown-type", "wrong-length", "impossible-value", "no-link"};
const char* const kDamages[] = {"too-long", "cobs", "too-short", "crc"};
const char* const kColours[] = {"dark", "green", "red", "amber"};
const char* const kRhythms[] = {"steady", "slow", "fast"};

Json shown(const BoxMessage& message) {
  if (const auto* hello = std::get_if<Hello>(&message)) return {{"kind", "hello"}, {"oldest", hello->oldest}, {"newest", hello->newest}, {"run", hello->run}};
  if (std::get_if<Heartbeat>(&message)) return {{"kind", "heartbeat"}};
  if (std::get_if<AskCounters>(&message)) return {{"kind", "ask-counters"}};
  if (const auto* relays = std::get_if<Relays>(&message)) return {{"kind", "relays"}, {"held", relays->held}};
  const auto& lights = std::get<Lights>(message);
  Json list = Json::array();
  for (const uint8_t light : lights.lights) list.push_back({{"colour", kColours[light & 0x0f]}, {"rhythm", kRhythms[light >> 4]}});
  return {{"kind", "lights"}, {"first", lights.first}, {"lights", list}};
}

size_t placeIn(const char* const* words, size_t count, const std::string& word) {
  for (size_t i = 0; i < count; i++) {
    if (word == words[i]) return i;
  }
  return count;
}

Bytes welcomeOf(const Json& message) {
  const std::string capabilities[] = {"lights", "relays", "thermometer", "voltmeter", "button"};
  Welcome welcome{message["version"], message["run"], 0, message["lights"], message["watchdogMs"], {0, 0, 0}, message["model"]};
  for (size_t bit = 0; bit < 5; bit++) {
    for (const Json& capability : message["capabilities"]) {
      if (capability == capabilities[bit]) welcome.capabilities |= static_cast<uint16_t>(1u << bit);
    }
  }
  unsigned firmware[3] = {0, 0, 0};
  std::sscanf(message["firmware"].get<std::string>().c_str(), "%u.%u.%u", &firmware[0], &firmware[1], &firmware[2]);
  for (int i = 0; i < 3; i++) welcome.firmware[i] = static_cast<uint8_t>(firmware[i]);
  return welcomePayload(welcome);
}

int16_t tenthsOf(const Json& celsius) { return celsius.is_null() ? kTemperatureNotMeasured : static_cast<int16_t>(celsius.get<double>() * 10); }
uint16_t millivoltsOf(const Json& volts) { return volts.is_null() ? kSupplyNotMeasured : static_cast<uint16_t>(volts.get<double>() * 1000 + 0.5); }

Bytes countersOf(const Json& message) {
  return countersPayload({message["received"], message["damaged"], message["discardedBytes"], message["repeated"], message["sentAgain"], message["refused"], message["watchdogDrops"]});
}

// What the board would write for the message as it is meant.
Bytes written(const Json& message) {
  static const char* const reasons[] = {"asked", "heartbeats-stopped", "power-came", "supply-too-low"};
  static const char* const faults[] = {"", "supply", "heat", "relay", "self-test"};
  const std::string kind = message["kind"];
  if (kind == "welcome") return welcomeOf(message);
  if (kind == "readings") return readingsPayload(tenthsOf(message["celsius"]), millivoltsOf(message["volts"]));
  if (kind == "relay-state") return relayStatePayload(message["held"], static_cast<RelayReason>(placeIn(reasons, 4, message["reason"])));
  if (kind == "button") return buttonPayload(message["press"] == "long", message["heldMs"]);
  if (kind == "fault") return faultPayload(static_cast<uint8_t>(placeIn(faults, 5, message["fault"])), message["active"]);
  return countersOf(message);
}

void checkMessage(const Json& row) {
  const std::string name = row["name"];
  check(encodeFrame({row["type"], row["sequence"], bytesOf(row["payload"])}) == bytesOf(row["wire"]), name + ": encoded");
  const Taken taken = take(bytesOf(row["wire"]));
  check(isFrame(taken, row), name + ": decoded");
  if (row["from"] == "box") {
    const auto read = readMessage(taken.frames.at(0), 198);
    check(std::holds_alternative<BoxMessage>(read) && shown(std::get<BoxMessage>(read)) == row["message"], name + ": read");
  } else if (!row.contains("later")) {
    check(written(row["message"]) == bytesOf(row["payload"]), name + ": written");
  }
}

void checkRefused(const Json& row) {
  const std::string name = row["name"];
  const Taken taken = take(bytesOf(row["wire"]));
  check(isFrame(taken, row), name + ": decoded");
  const auto read = readMessage(taken.frames.at(0), 16);
  check(std::holds_alternative<Result>(read) && row["result"] == kResults[static_cast<int>(std::get<Result>(read))], name + ": refused");
}

void checkDamaged(const Json& row) {
  const Taken taken = take(bytesOf(row["wire"]));
  const bool one = taken.frames.empty() && taken.damages.size() == 1;
  check(one && row["reason"] == kDamages[static_cast<int>(taken.damages[0].first)] && row["bytes"] == taken.damages[0].second, row["name"].get<std::string>() + ": damaged");
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  std::ifstream file(words[1]);
  const Json vectors = Json::parse(file);
  for (const Json& row : vectors["crc"]) {
    const Bytes bytes = bytesOf(row["bytes"]);
    check(crc16(bytes.data(), bytes.size()) == std::stoul(row["crc"].get<std::string>(), nullptr, 16), "crc of " + row["bytes"].get<std::string>());
  }
  for (const Json& row : vectors["cobs"]) {
    check(cobsEncode(bytesOf(row["plain"])) == bytesOf(row["encoded"]), "cobs of " + row["plain"].get<std::string>());
    check(cobsDecode(bytesOf(row["encoded"])) == bytesOf(row["plain"]), "cobs back to " + row["plain"].get<std::string>());
  }
  for (const Json& row : vectors["messages"]) checkMessage(row);
  for (const Json& row : vectors["refusedByBoard"]) checkRefused(row);
  for (const Json& row : vectors["damaged"]) checkDamaged(row);
  std::printf(failures == 0 ? "all as in %s\n" : "not as in %s\n", words[1]);
  return failures == 0 ? 0 : 1;
}
