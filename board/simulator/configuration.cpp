#include "configuration.hpp"

#include <algorithm>
#include <set>

namespace partyline::simulator {

namespace {

constexpr size_t kMostCards = 8;
constexpr size_t kMostPorts = 24;
constexpr size_t kMostPhones = 60;

std::string idOf(const Json& object) {
  const std::string id = textOf(object, "id", 40);
  const bool fits = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  if (!fits) throw Refused("\"id\": expected 1 to 40 of a-z, 0-9 and -");
  return id;
}

std::string digitsOf(const Json& object, const char* field) {
  const std::string digits = textOf(object, field, 20);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) throw Refused("\"" + std::string(field) + "\": expected 1 to 20 digits");
  return digits;
}

const Json& listOf(const Json& object, const char* field, size_t most) {
  static const Json none = Json::array();
  const auto found = object.find(field);
  if (found == object.end()) return none;
  if (!found->is_array() || found->size() > most) throw Refused("\"" + std::string(field) + "\": expected a list of at most " + std::to_string(most));
  return *found;
}

void readAnalog(const Json& json, CardConfiguration& card) {
  onlyFields(json, {"type", "id", "clockPpm", "hardwareDigits", "echoCanceller", "fxs", "fxo", "hybrid", "lines"}, "an analog card");
  card.fxs = static_cast<int>(integerOr(json, "fxs", 2, {0, kMostPorts}));
  for (const Json& number : listOf(json, "lines", kMostPorts)) card.lines.push_back(digitsOf({{"lines", number}}, "lines"));
  const auto fxo = static_cast<size_t>(integerOr(json, "fxo", static_cast<int64_t>(card.lines.size()), {0, kMostPorts}));
  if (fxo != card.lines.size()) throw Refused("\"lines\": expected as many numbers as \"fxo\" says");
  if (!json.contains("hybrid")) return;
  onlyFields(json["hybrid"], {"model", "echoReturnLossDb"}, "\"hybrid\"");
  card.hybrid_model = static_cast<int>(integerOr(json["hybrid"], "model", 1, {1, kHybridModels}));
  card.echo_return_loss_db = numberOr(json["hybrid"], "echoReturnLossDb", 12, {0, 100});
}

void readDigital(const Json& json, const std::string& type, CardConfiguration& card) {
  onlyFields(json, {"type", "id", "clockPpm", "hardwareDigits", "echoCanceller", "law", "numbers", "exchange"}, "a digital card");
  card.analog = false;
  card.type = type == "E1" ? SpanType::e1 : SpanType::t1;
  card.law = card.type == SpanType::e1 ? Law::a : Law::mu;
  if (json.contains("law")) card.law = wordOf(json, "law", {"a", "mu"}) == "a" ? Law::a : Law::mu;
  if (!json.contains("numbers")) throw Refused("\"numbers\": expected {\"prefix\", \"length\"}");
  onlyFields(json["numbers"], {"prefix", "length"}, "\"numbers\"");
  card.numbers.prefix = digitsOf(json["numbers"], "prefix");
  card.numbers.length = static_cast<size_t>(integerOf(json["numbers"], "length", static_cast<int64_t>(card.numbers.prefix.size()), 20));
  if (!json.contains("exchange")) return;
  if (!json["exchange"].is_object()) throw Refused("\"exchange\": expected an object");
  card.exchange = json["exchange"];
}

CardConfiguration cardOf(const Json& json) {
  if (!json.is_object()) throw Refused("\"cards\": expected objects");
  CardConfiguration card;
  card.id = idOf(json);
  card.clock_ppm = numberOr(json, "clockPpm", 0, {-500, 500});
  if (json.contains("hardwareDigits")) {
    card.hardware_digits = wordOf(json, "hardwareDigits", {"yes", "none"}) == "yes" ? HardwareDigits::yes : HardwareDigits::none;
  }
  if (json.contains("echoCanceller")) {
    const std::string word = wordOf(json, "echoCanceller", {"yes", "none", "pretended"});
    card.echo_canceller = word == "yes" ? EchoCanceller::real : word == "none" ? EchoCanceller::none : EchoCanceller::pretended;
  }
  const std::string type = wordOf(json, "type", {"analog", "E1", "T1"});
  if (type == "analog") readAnalog(json, card);
  else readDigital(json, type, card);
  return card;
}

PhoneConfiguration phoneOf(const Json& json) {
  onlyFields(json, {"id", "number", "name"}, "an outside telephone");
  PhoneConfiguration phone{idOf(json), digitsOf(json, "number"), ""};
  phone.name = textOf(json, "name", phone.id, 40);
  return phone;
}

ModemConfiguration modemOf(const Json& json) {
  if (!json.is_object()) throw Refused("\"modems\": expected objects");
  ModemConfiguration modem{idOf(json), digitsOf(json, "number"), json};
  modem.options.erase("number");
  return modem;
}

template <typename List>
void refuseDoubles(const List& list) {
  std::set<std::string> ids;
  for (const auto& each : list) {
    if (!ids.insert(each.id).second) throw Refused("\"id\": \"" + each.id + "\" is there twice");
  }
}

}  // namespace

Configuration configurationOf(const Json& json) {
  onlyFields(json, {"country", "toneZoneLoaded", "voice", "cards", "outside", "modems"}, "the configuration");
  Configuration configuration = defaultConfiguration();
  configuration.country = textOf(json, "country", "us", 2);
  configuration.zone_loaded = flagOr(json, "toneZoneLoaded", true);
  configuration.voice = textOf(json, "voice", "", 4000);
  const auto replace = [&](const char* field, auto& list, size_t most, auto read) {
    if (!json.contains(field)) return;
    list.clear();
    for (const Json& each : listOf(json, field, most)) list.push_back(read(each));
    refuseDoubles(list);
  };
  replace("cards", configuration.cards, kMostCards, cardOf);
  replace("outside", configuration.outside, kMostPhones, phoneOf);
  replace("modems", configuration.modems, kMostPorts, modemOf);
  return configuration;
}

Configuration defaultConfiguration() {
  Configuration configuration;
  CardConfiguration analog;
  analog.id = "card-1";
  analog.lines = {"5552001", "5552002"};
  CardConfiguration digital;
  digital.id = "card-2";
  digital.analog = false;
  digital.numbers = {"5558", 7};
  configuration.cards = {analog, digital};
  configuration.outside = {{"outside-1", "5551001", "Ada"}, {"outside-2", "5551002", "Ben"}, {"outside-3", "5551003", "Cleo"}};
  configuration.modems = {{"modem-1", "5552101", {{"id", "modem-1"}}}};
  return configuration;
}

}  // namespace partyline::simulator
