#include "line_events.hpp"

#include <string>

#include "event_filler.hpp"
#include "line_objects.hpp"

namespace partyline::binding {

namespace {

class LineFiller final : public EventFiller {
 public:
  LineFiller(Napi::Object object, double at_ms) : EventFiller(object, at_ms) {}

  void operator()(const lines::HookChange& e) {
    beginLine("line.hook", e.line);
    set("offHook", e.off_hook);
  }
  void operator()(const lines::Flash& e) { beginLine("line.flash", e.line); }
  void operator()(const lines::RingBurst& e) { beginSwitch("line.ring", e); }
  void operator()(const lines::RingerChange& e) { beginSwitch("line.ringer", e); }
  void operator()(const lines::LineDigit& e) {
    beginLine("line.digit", e.line);
    set("digit", std::string(1, e.digit));
    set("source", e.pulse ? "pulse" : "hardware");
  }
  void operator()(const lines::LegDigit& e) {
    begin("leg.digit");
    set("leg", e.leg);
    set("digit", std::string(1, e.digit));
    set("source", "hardware");
  }
  void operator()(const lines::PolarityChange& e) { beginLine("line.polarity", e.line); }
  void operator()(const lines::BatteryChange& e) { beginSwitch("line.battery", e); }
  void operator()(const lines::CallerIdHeard& e) {
    beginLine("line.callerId", e.line);
    set("number", std::string(e.caller_id.number.view()));
    set("name", std::string(e.caller_id.name.view()));
    set("withheld", e.caller_id.withheld);
  }
  void operator()(const lines::ToneHeard& e) {
    beginLine("line.tone", e.line);
    set("tone", e.tone);
    set("on", e.on);
  }
  void operator()(const lines::Dialled& e) { beginLine("line.dialled", e.line); }
  void operator()(const lines::VoiceChange& e) {
    beginSwitch("line.voice", e);
    set("reason", e.reason);
  }
  void operator()(const lines::DleCode& e) {
    beginLine("line.dle", e.line);
    set("code", std::string(1, e.code));
  }
  void operator()(const lines::AlarmChange& e) {
    beginLine("line.alarms", e.line);
    object_.Set("alarms", alarmNames(object_.Env(), e.alarms));
  }
  void operator()(const lines::SpanAlarmChange& e) {
    begin("span.alarms");
    set("root", e.root);
    set("span", e.span);
    object_.Set("alarms", alarmNames(object_.Env(), e.alarms));
  }
  void operator()(const lines::LineGone& e) {
    beginLine("line.gone", e.line);
    set("reason", e.reason);
  }

 private:
  void beginLine(const char* kind, lines::LineId line) {
    begin(kind);
    set("line", line);
  }
  template <typename Switch>
  void beginSwitch(const char* kind, const Switch& e) {
    beginLine(kind, e.line);
    set("on", e.on);
  }
};

dsp::CallerId callerIdSample() {
  dsp::CallerId caller_id;
  caller_id.number.add("+15551234567");
  caller_id.name.add("Zoë");
  return caller_id;
}

}  // namespace

void fillLineEvent(Napi::Object object, double at_ms, const lines::LineEvent& event) { std::visit(LineFiller(object, at_ms), event); }

std::vector<lines::LineEvent> sampleLineEvents() {
  constexpr auto kAlarms = static_cast<lines::Alarms>(0x3f);
  return {
      lines::HookChange{1, true}, lines::Flash{1}, lines::RingBurst{1, true}, lines::RingerChange{1, false}, lines::LineDigit{1, '5', true},
      lines::LegDigit{1, '#'}, lines::PolarityChange{1}, lines::BatteryChange{1, false}, lines::CallerIdHeard{1, callerIdSample()},
      lines::ToneHeard{1, "busy", true}, lines::Dialled{1}, lines::VoiceChange{1, false, "The modem does not answer any more."},
      lines::DleCode{1, 'b'}, lines::AlarmChange{1, kAlarms}, lines::SpanAlarmChange{"/dev/dahdi", 1, kAlarms},
      lines::LineGone{1, "The card or modem was taken out."},
  };
}

}  // namespace partyline::binding
