#include "board.hpp"

#include <cmath>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr int64_t kWatchdogMs = 2000;
constexpr int64_t kReadingsMs = 5000;
constexpr int64_t kLongPressMs = 5000;
constexpr uint16_t kAllCapabilities = 0x1f;
constexpr uint8_t kFastRed = 0x22;
constexpr const char* kReasons[] = {"asked", "heartbeats-stopped", "power-came", "supply-too-low"};
const std::vector<std::string> kFaults = {"supply", "heat", "relay", "self-test"};

Welcome identityOf(const BoardOptions& options) {
  return {kProtocolVersion, 0, kAllCapabilities, options.lights, static_cast<uint16_t>(kWatchdogMs), {1, 0, 0}, options.model};
}

Json shownLights(const Bytes& lights) {
  static const char* const colours[] = {"dark", "green", "red", "amber"};
  static const char* const rhythms[] = {"", " slow", " fast"};
  Json shown = Json::array();
  for (const uint8_t light : lights) shown.push_back(std::string(colours[light & 0x0f]) + rhythms[light >> 4]);
  return shown;
}

Bytes bytesOf(const Json& request, const char* field) {
  const std::string hex = textOf(request, field, 4000);
  if (hex.size() % 2 != 0 || hex.find_first_not_of("0123456789abcdef") != std::string::npos) throw Refused(std::string(field) + ": expected bytes in small hexadecimal digits");
  Bytes bytes;
  for (size_t i = 0; i < hex.size(); i += 2) bytes.push_back(static_cast<uint8_t>(std::stoul(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

}  // namespace

Board::Board(EventLoop& loop, Control& control, BoardOptions options)
    : control_(control),
      clock_(loop),
      options_(std::move(options)),
      link_(clock_, {[this](const Bytes& wire) { write(wire); }, [this](bool up) { linkChanged(up); },
                     [this] {
                       starved_ = false;
                       watchdog_.start(kWatchdogMs, [this] { starve(); });
                     },
                     [this](const BoxMessage& message) { return perform(message); }},
            identityOf(options_)),
      pty_(loop, options_.link, [this](const uint8_t* bytes, size_t count) { received(bytes, count); }),
      lights_(options_.lights, 0),
      watchdog_(clock_),
      readings_(clock_) {
  addCommands();
  addWireCommands();
  pty_.plugIn();
  watchdog_.start(kWatchdogMs, [this] { starve(); });
}

Json Board::state() const {
  const Counters& counters = link_.counters();
  return {{"link", link_.isUp()}, {"pluggedIn", pty_.pluggedIn()}, {"lights", shownLights(lights_)}, {"relaysHeld", held_}, {"reason", kReasons[static_cast<int>(reason_)]},
          {"received", counters.received}, {"damaged", counters.damaged}, {"discardedBytes", counters.discarded_bytes}, {"repeated", counters.repeated},
          {"sentAgain", counters.sent_again}, {"refused", counters.refused}, {"watchdogDrops", counters.watchdog_drops}};
}

void Board::received(const uint8_t* bytes, size_t count) {
  if (trouble_.silent) return;
  if (trouble_.lose_received > 0) {
    trouble_.lose_received--;
    return;
  }
  link_.take(bytes, count);
}

void Board::write(const Bytes& wire) {
  if (trouble_.silent) return;
  if (trouble_.lose_sent > 0) {
    trouble_.lose_sent--;
    return;
  }
  Bytes sent = wire;
  if (trouble_.damage_sent > 0) {
    trouble_.damage_sent--;
    // Any bit but one that would make it 0x00, so that it stays one frame.
    sent[1] = sent[1] == 0x10 ? 0x11 : static_cast<uint8_t>(sent[1] ^ 0x10);
  }
  pty_.write(sent.data(), sent.size());
  if (trouble_.repeat_sent == 0) return;
  trouble_.repeat_sent--;
  pty_.write(sent.data(), sent.size());
}

void Board::linkChanged(bool up) {
  control_.tell("link", {{"up", up}});
  readings_.stop();
  if (!up) return;
  tellRelays();
  sendReadings();
}

Result Board::perform(const BoxMessage& message) {
  if (const auto* lights = std::get_if<Lights>(&message)) return setLights(*lights);
  if (const auto* relays = std::get_if<Relays>(&message)) return setRelays(relays->held);
  if (std::get_if<AskCounters>(&message)) link_.send(message_type::kCounters, countersPayload(link_.counters()));
  return Result::accepted;
}

Result Board::setLights(const Lights& lights) {
  for (size_t i = 0; i < lights.lights.size(); i++) lights_[lights.first + i] = lights.lights[i];
  control_.tell("lights", {{"lights", shownLights(lights_)}});
  return Result::accepted;
}

Result Board::setRelays(bool held) {
  if (held && starved_) return Result::impossible_value;
  relaysAre(held, RelayReason::asked);
  return Result::accepted;
}

void Board::relaysAre(bool held, RelayReason reason) {
  held_ = held;
  reason_ = reason;
  control_.tell("relays", {{"held", held}, {"reason", kReasons[static_cast<int>(reason)]}});
  tellRelays();
}

void Board::tellRelays() { link_.send(message_type::kRelayState, relayStatePayload(held_, reason_)); }

void Board::starve() {
  starved_ = true;
  lights_.assign(lights_.size(), kFastRed);
  if (!held_) return;
  link_.countWatchdogDrop();
  relaysAre(false, RelayReason::heartbeats_stopped);
}

void Board::sendReadings() {
  link_.send(message_type::kReadings, readingsPayload(tenths_celsius_, millivolts_));
  readings_.start(kReadingsMs, [this] { sendReadings(); });
}

void Board::addCommands() {
  control_.add("state", [this](const Json&) { return state(); });
  control_.add("press", [this](const Json& request) { return press(request); });
  control_.add("measure", [this](const Json& request) { return measure(request); });
  control_.add("fault", [this](const Json& request) { return fault(request); });
  control_.add("plug", [this](const Json& request) { return plug(request); });
  control_.add("restart", [this](const Json&) {
    link_.forget();
    lights_.assign(lights_.size(), 0);
    relaysAre(false, RelayReason::power_came);
    return Json();
  });
}

void Board::addWireCommands() {
  control_.add("trouble", [this](const Json& request) { return trouble(request); });
  control_.add("say", [this](const Json& request) { return say(request); });
  control_.add("noise", [this](const Json& request) {
    const Bytes bytes = bytesOf(request, "bytes");
    pty_.write(bytes.data(), bytes.size());
    return Json();
  });
  control_.add("version", [this](const Json& request) {
    link_.knowVersion(static_cast<uint8_t>(integerOf(request, "version", 1, 255)));
    return Json();
  });
}

Json Board::press(const Json& request) {
  const int64_t held_ms = integerOf(request, "ms", 50, 60000);
  const bool is_long = held_ms >= kLongPressMs;
  link_.send(message_type::kButton, buttonPayload(is_long, static_cast<uint16_t>(is_long ? kLongPressMs : held_ms)));
  return Json();
}

Json Board::measure(const Json& request) {
  tenths_celsius_ = static_cast<int16_t>(std::lround(numberOr(request, "celsius", tenths_celsius_ / 10.0, {-55, 150}) * 10));
  millivolts_ = static_cast<uint16_t>(std::lround(numberOr(request, "volts", millivolts_ / 1000.0, {0, 60}) * 1000));
  sendReadings();
  return Json();
}

Json Board::fault(const Json& request) {
  const std::string name = wordOf(request, "fault", kFaults);
  uint8_t number = 1;
  while (kFaults[number - 1u] != name) number++;
  const bool active = flagOf(request, "active");
  link_.send(message_type::kFault, faultPayload(number, active));
  if (name == "supply" && active && held_) relaysAre(false, RelayReason::supply_too_low);
  return Json();
}

Json Board::say(const Json& request) {
  link_.send(static_cast<uint8_t>(integerOf(request, "type", 1, 255)), bytesOf(request, "payload"));
  return Json();
}

Json Board::trouble(const Json& request) {
  WireTrouble next = trouble_;
  const auto count = [&](const char* field, int otherwise) { return static_cast<int>(integerOr(request, field, otherwise, {0, 100000})); };
  next.lose_sent = count("loseSent", next.lose_sent);
  next.lose_received = count("loseReceived", next.lose_received);
  next.damage_sent = count("damageSent", next.damage_sent);
  next.repeat_sent = count("repeatSent", next.repeat_sent);
  next.silent = flagOr(request, "silent", next.silent);
  trouble_ = next;
  return Json();
}

Json Board::plug(const Json& request) {
  if (flagOf(request, "in")) pty_.plugIn();
  else pty_.unplug();
  return Json();
}

}  // namespace partyline::simulator
