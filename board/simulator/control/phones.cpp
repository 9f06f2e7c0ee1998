#include "phones.hpp"

#include <cmath>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr size_t kMostKeys = 1000;
constexpr size_t kMostFrequencies = 16;

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

}  // namespace

Measurement measurementOf(const Json& request) {
  const auto ms = static_cast<size_t>(integerOf(request, "ms", kTickMs, 60000));
  return Measurement((ms + kTickMs - 1) / kTickMs, frequenciesOf(request, kMostFrequencies));
}

Json resultOf(const Measurement& measurement) { return {{"envelope", rounded(measurement.envelope())}, {"energies", rounded(measurement.energies())}}; }

Phones::Phones(Control& control) : control_(control) {
  const auto refuseUnless = [](bool done, const char* why) {
    if (!done) throw Refused(why);
    return Json();
  };
  control_.add("lift", [=](const Json& request) { return refuseUnless(of(request).lift(), "it is lifted already"); });
  control_.add("hang-up", [=](const Json& request) { return refuseUnless(of(request).hangUp(), "it is on its hook already"); });
  control_.add("flash", [=](const Json& request) {
    const auto ms = static_cast<int>(integerOr(request, "ms", 400, {20, 2000}));
    return refuseUnless(of(request).flash(ms), "it is on its hook, or dialling");
  });
  control_.addLate("keys", [this](const Json& request, const Control::Answer& answer) { pressKeys(request, answer); });
  control_.add("voice", [this](const Json& request) { return of(request).setVoice(flagOf(request, "on")), Json(); });
  control_.add("tone", [this](const Json& request) {
    std::vector<Sine> sines;
    const double dbm0 = numberOr(request, "levelDbm0", -10, {-60, 3});
    for (const double hz : frequenciesOf(request, 2)) sines.push_back({hz, dbm0});
    return of(request).setTone(sines), Json();
  });
  control_.addLate("measure", [this](const Json& request, const Control::Answer& answer) {
    Telephone& telephone = of(request);
    telephone.measurements().add(measurementOf(request), [answer](const Measurement& measurement) { answer(resultOf(measurement)); });
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
  const auto done = [answer](bool complete) { answer({{"complete", complete}}); };
  const bool begun = pulses ? telephone.dialPulses(keys, done) : telephone.pressKeys(keys, timing, done);
  if (!begun) throw Refused("it is on its hook, or dialling");
}

}  // namespace partyline::simulator
