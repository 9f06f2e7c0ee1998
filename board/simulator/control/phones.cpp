#include "phones.hpp"

#include <cmath>
#include <optional>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr size_t kMostKeys = 1000;
constexpr size_t kMostFrequencies = 16;
constexpr int64_t kMostStrongest = 8;

std::vector<double> frequenciesOf(const Json& request, size_t most) {
  std::vector<double> frequencies;
  const auto found = request.find("hz");
  if (found == request.end()) return frequencies;
  if (!found->is_array() || found->size() > most) throw Refused("\"hz\": expected a list of at most " + std::to_string(most) + " numbers");
  for (const Json& hz : *found) {
    if (!hz.is_number() || !(hz.get<double>() > 0 && hz.get<double>() < kRateHz / 2)) throw Refused("\"hz\": expected numbers between 0 and 4000");
    frequencies.push_back(hz.get<double>());
  }
  return frequencies;
}

Json rounded(const std::vector<double>& levels) {
  Json list = Json::array();
  for (const double level : levels) list.push_back(std::round(level * 10) / 10);
  return list;
}

Json describe(const std::vector<Measurement::Tone>& tones) {
  Json list = Json::array();
  for (const Measurement::Tone& tone : tones) list.push_back({{"hz", tone.hz}, {"dbm0", std::round(tone.dbm0 * 10) / 10}});
  return list;
}

}  // namespace

void measureAt(Ear& ear, const Json& request, const Control::Answer& answer) {
  const auto ms = static_cast<size_t>(integerOf(request, "ms", kBlockMs, 60000));
  const auto strongest = static_cast<size_t>(integerOr(request, "strongest", 0, {0, kMostStrongest}));
  std::optional<int64_t> from_ms;
  if (request.contains("fromMs")) from_ms = integerOf(request, "fromMs", 0, INT64_MAX);
  const auto done = [&ear, strongest, answer](const Measurement& measurement, int64_t began_ms) {
    answer({{"atMs", ear.heard_ms()}, {"fromMs", began_ms}, {"envelope", rounded(measurement.envelope())}, {"energies", rounded(measurement.energies())}, {"strongest", describe(measurement.strongest(strongest))}});
  };
  ear.measure(Measurement((ms + kBlockMs - 1) / kBlockMs, frequenciesOf(request, kMostFrequencies)), from_ms, done);
}

Phones::Phones(Control& control) : control_(control) {
  const auto refuseUnless = [](bool done, const char* why) {
    if (!done) throw Refused(why);
  };
  add("lift", [=](Telephone& telephone, const Json&) { refuseUnless(telephone.lift(), "it is lifted already"); });
  add("hang-up", [=](Telephone& telephone, const Json&) { refuseUnless(telephone.hangUp(), "it is on its hook already"); });
  add("flash", [=](Telephone& telephone, const Json& request) {
    const auto ms = static_cast<int>(integerOr(request, "ms", 400, {20, 2000}));
    refuseUnless(telephone.flash(ms), "it is on its hook, or dialling");
  });
  control_.addLate("keys", [this](const Json& request, const Control::Answer& answer) { pressKeys(request, answer); });
  add("voice", [](Telephone& telephone, const Json& request) { telephone.setVoice(flagOf(request, "on")); });
  add("tone", [](Telephone& telephone, const Json& request) {
    std::vector<Sine> sines;
    const double dbm0 = numberOr(request, "levelDbm0", -10, {-60, 3});
    for (const double hz : frequenciesOf(request, 2)) sines.push_back({hz, dbm0});
    telephone.setTone(sines);
  });
  control_.addLate("measure", [this](const Json& request, const Control::Answer& answer) { measureAt(of(request).ear(), request, answer); });
}

void Phones::add(const char* command, std::function<void(Telephone& telephone, const Json& request)> act) {
  control_.add(command, [this, act = std::move(act)](const Json& request) -> Json {
    Telephone& telephone = of(request);
    act(telephone, request);
    return {{"atMs", telephone.ear().heard_ms()}};
  });
}

void Phones::add(PhoneFacts facts, LineClock& clock, LineFeed& feed, Speech speech) {
  const std::string id = facts.id;
  if (phones_.count(id)) throw Refused("\"id\": \"" + id + "\" is there twice");
  Phone& phone = phones_[id];
  phone.facts = std::move(facts);
  phone.telephone = std::make_unique<Telephone>(TelephoneParts{clock, feed, std::move(speech), [this, id] { tell(id); }});
  order_.push_back(id);
}

Telephone* Phones::find(const std::string& id) const {
  const auto found = phones_.find(id);
  return found == phones_.end() ? nullptr : found->second.telephone.get();
}

Telephone& Phones::of(const Json& request) const {
  const std::string id = textOf(request, "phone");
  if (Telephone* telephone = find(id)) return *telephone;
  throw Refused("\"phone\": there is none of the name \"" + id + "\"");
}

Json Phones::stateOf(const Phone& phone) const {
  const Telephone& telephone = *phone.telephone;
  return {{"id", phone.facts.id}, {"kind", phone.facts.kind}, {"name", phone.facts.name}, {"number", phone.facts.number}, {"hook", telephone.isOffHook() ? "off" : "on"},
          {"ringing", telephone.isRinging()}, {"display", telephone.display()}, {"voice", telephone.hasVoice()}};
}

Json Phones::state() const {
  Json list = Json::array();
  for (const std::string& id : order_) list.push_back(stateOf(phones_.at(id)));
  return list;
}

void Phones::tell(const std::string& id) {
  const Phone& phone = phones_.at(id);
  if (phone.telephone) control_.tell("phone", stateOf(phone));
}

void Phones::pressKeys(const Json& request, const Control::Answer& answer) {
  Telephone& telephone = of(request);
  const bool pulses = request.contains("way") && wordOf(request, "way", {"tone", "pulse"}) == "pulse";
  const std::string keys = textOf(request, "keys", kMostKeys);
  const char* const possible = pulses ? "0123456789," : "0123456789ABCD*#,";
  if (keys.empty() || keys.find_first_not_of(possible) != std::string::npos) throw Refused(std::string("\"keys\": expected 1 to 1000 of ") + possible);
  KeyTiming timing;
  timing.on_ms = static_cast<int>(integerOr(request, "ms", timing.on_ms, {10, 60000}));
  timing.pause_ms = static_cast<int>(integerOr(request, "pauseMs", timing.pause_ms, {10, 10000}));
  timing.dbm0 = numberOr(request, "levelDbm0", timing.dbm0, {-60, 3});
  timing.twist_db = numberOr(request, "twistDb", timing.twist_db, {-20, 20});
  const auto done = [&telephone, answer](bool complete) { answer({{"complete", complete}, {"atMs", telephone.ear().heard_ms()}}); };
  const bool begun = pulses ? telephone.dialPulses(keys, done) : telephone.pressKeys(keys, timing, done);
  if (!begun) throw Refused("it is on its hook, or dialling");
}

}  // namespace partyline::simulator
