#include "spans.hpp"

namespace partyline::simulator {

namespace {

struct AlarmName { const char* name; uint32_t bit; };
constexpr AlarmName kAlarms[] = {{"red", kAlarmRed}, {"yellow", kAlarmYellow}, {"blue", kAlarmBlue}};

uint32_t alarmsOf(const Json& request) {
  const auto found = request.find("alarms");
  if (found == request.end() || !found->is_array()) throw Refused("\"alarms\": expected a list of red | yellow | blue");
  uint32_t alarms = 0;
  for (const Json& name : *found) {
    uint32_t bit = 0;
    for (const AlarmName& alarm : kAlarms) bit |= name == alarm.name ? alarm.bit : 0;
    if (bit == 0) throw Refused("\"alarms\": expected a list of red | yellow | blue");
    alarms |= bit;
  }
  return alarms;
}

Json stateOf(const std::string& id, const DigitalCard& card) {
  Json alarms = Json::array();
  for (const AlarmName& alarm : kAlarms) {
    if (card.span().alarms & alarm.bit) alarms.push_back(alarm.name);
  }
  return {{"id", id}, {"card", card.id()}, {"type", card.type() == SpanType::e1 ? "E1" : "T1"}, {"alarms", alarms}, {"dChannel", card.isDataCut() ? "off" : "on"}};
}

}  // namespace

Spans::Spans(Control& control) : control_(control) {
  control_.add("span-alarms", [this](const Json& request) {
    const Span span = of(request);
    span.card->setAlarms(alarmsOf(request));
    return tell(span), Json();
  });
  control_.add("span-d-channel", [this](const Json& request) {
    const Span span = of(request);
    span.card->setDataCut(!flagOf(request, "on"));
    return tell(span), Json();
  });
  control_.add("span-bad-frame", [this](const Json& request) {
    const Span span = of(request);
    span.card->receiveBad(wordOf(request, "kind", {"fcs", "abort"}) == "fcs" ? BadFrame::fcs : BadFrame::abort);
    return Json();
  });
}

void Spans::add(DigitalCard& card) { spans_.push_back({"span-" + std::to_string(card.number()), &card}); }

Spans::Span Spans::of(const Json& request) const {
  const std::string id = textOf(request, "span");
  for (const Span& span : spans_) {
    if (span.id == id) return span;
  }
  throw Refused("\"span\": there is no digital one of the name \"" + id + "\"");
}

void Spans::tell(const Span& span) { control_.tell("span", stateOf(span.id, *span.card)); }

Json Spans::state() const {
  Json list = Json::array();
  for (const Span& span : spans_) list.push_back(stateOf(span.id, *span.card));
  return list;
}

}  // namespace partyline::simulator
