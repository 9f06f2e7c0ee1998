#include "lines.hpp"

#include <algorithm>
#include <utility>

#include "phones.hpp"

namespace partyline::simulator {

namespace {

const std::vector<std::string> kStates{"idle", "ringing", "dial-tone", "dialling", "calling", "talking", "ended", "foreign"};
const std::vector<std::string> kDisconnects{"cpc", "polarity", "busy-tone", "silence"};
const std::vector<std::string> kCallerIds{"bell202", "v23", "v23-before-ring", "dtmf", "none"};

size_t placeOf(const std::vector<std::string>& words, const std::string& word) { return static_cast<size_t>(std::find(words.begin(), words.end(), word) - words.begin()); }

}  // namespace

std::string nameOf(DialWay way) { return way == DialWay::tone ? "tone" : "pulse"; }

Lines::Lines(Control& control, Exchange& exchange, const ToneZone& zone, Speech speech) : control_(control), exchange_(exchange), zone_(zone), speech_(std::move(speech)) {
  addCommands();
}

SubscriberLine& Lines::add(const std::string& id, const std::string& number) {
  const auto changed = [this, id] {
    const auto found = lines_.find(id);
    if (found != lines_.end() && found->second) control_.tell("line", stateOf(id));
  };
  const auto dialled = [this, id](const std::string& digits, DialWay way) { control_.tell("dialled", {{"line", id}, {"digits", digits}, {"way", nameOf(way)}}); };
  try {
    lines_[id] = std::make_unique<SubscriberLine>(SubscriberLineParts{exchange_, zone_, speech_, number, "", changed, dialled});
  } catch (const std::invalid_argument& taken) {
    throw Refused(taken.what());
  }
  order_.push_back(id);
  return *lines_[id];
}

SubscriberLine& Lines::of(const Json& request) const {
  const std::string id = textOf(request, "line");
  const auto found = lines_.find(id);
  if (found == lines_.end()) throw Refused("\"line\": there is none of the name \"" + id + "\"");
  return *found->second;
}

Json Lines::stateOf(const std::string& id) const {
  const SubscriberLine& line = *lines_.at(id);
  const Battery battery = line.battery();
  const char* const polarity = battery == Battery::none ? "none" : battery == Battery::reversed ? "reversed" : "normal";
  return {{"id", id}, {"number", line.number()}, {"state", kStates[static_cast<size_t>(line.state())]}, {"polarity", polarity}};
}

Json Lines::state() const {
  Json list = Json::array();
  for (const std::string& id : order_) list.push_back(stateOf(id));
  return list;
}

void Lines::addCommands() {
  control_.add("line-disconnect", [this](const Json& request) {
    SubscriberLine& line = of(request);
    return line.setDisconnect(static_cast<Disconnect>(placeOf(kDisconnects, wordOf(request, "kind", kDisconnects)))), Json();
  });
  control_.add("line-caller-id", [this](const Json& request) {
    SubscriberLine& line = of(request);
    return line.setCallerId(static_cast<CallerIdSending>(placeOf(kCallerIds, wordOf(request, "kind", kCallerIds)))), Json();
  });
  control_.add("line-dial-tone", [this](const Json& request) { return of(request).setDialTone(flagOf(request, "on")), Json(); });
  control_.add("line-battery", [this](const Json& request) { return of(request).setBattery(flagOf(request, "on")), Json(); });
  control_.add("line-foreign", [this](const Json& request) { return of(request).setForeign(flagOf(request, "on")), Json(); });
  control_.add("line-glare", [this](const Json& request) {
    SubscriberLine& line = of(request);
    const std::string from = textOf(request, "from", 20);
    if (from.empty() || from.find_first_not_of("0123456789") != std::string::npos) throw Refused("\"from\": expected 1 to 20 digits");
    return line.prepareGlare(from), Json();
  });
  control_.addLate("line-measure", [this](const Json& request, const Control::Answer& answer) { measureAt(of(request).ear(), request, answer); });
}

}  // namespace partyline::simulator
