#include "pri_events.hpp"

#include "event_filler.hpp"

namespace partyline::binding {

namespace {

class PriFiller final : public EventFiller {
 public:
  PriFiller(Napi::Object object, double at_ms) : EventFiller(object, at_ms) {}

  void operator()(const pri::Up& e) { beginSpan("pri.up", e.span); }
  void operator()(const pri::Down& e) {
    beginSpan("pri.down", e.span);
    set("reason", e.reason);
  }
  void operator()(const pri::Offered& e) {
    beginCall("pri.setup", e.call);
    set("span", e.span);
    set("channel", e.channel);
    set("flexible", e.flexible);
    set("called", e.called);
    set("calling", e.calling);
    set("callingName", e.calling_name);
    set("complete", e.complete);
    set("voice", e.voice);
  }
  void operator()(const pri::Digits& e) {
    beginCall("pri.digits", e.call);
    set("digits", e.digits);
    set("complete", e.complete);
  }
  void operator()(const pri::More& e) { beginOnChannel("pri.more", e); }
  void operator()(const pri::Proceeding& e) {
    beginOnChannel("pri.proceeding", e);
    set("inband", e.inband);
  }
  void operator()(const pri::Alerting& e) {
    beginOnChannel("pri.alerting", e);
    set("inband", e.inband);
  }
  void operator()(const pri::Answered& e) { beginOnChannel("pri.answered", e); }
  void operator()(const pri::Cleared& e) {
    beginCall("pri.cleared", e.call);
    set("cause", e.cause);
    set("inband", e.inband);
  }
  void operator()(const pri::Ended& e) {
    beginCall("pri.ended", e.call);
    set("cause", e.cause);
  }
  void operator()(const pri::Restart& e) {
    beginSpan("pri.restart", e.span);
    set("channel", e.channel);
  }
  void operator()(const pri::Restarted& e) {
    beginSpan("pri.restarted", e.span);
    set("channel", e.channel);
  }

 private:
  void beginSpan(const char* kind, pri::SpanId span) {
    begin(kind);
    set("span", span);
  }
  void beginCall(const char* kind, pri::CallId call) {
    begin(kind);
    set("call", call);
  }
  template <typename OnChannel>
  void beginOnChannel(const char* kind, const OnChannel& event) {
    beginCall(kind, event.call);
    set("channel", event.channel);
  }
};

pri::Offered offeredSample() {
  pri::Offered offered;
  offered.call = 1;
  offered.span = 1;
  offered.channel = 31;
  offered.flexible = true;
  offered.called = "8000";
  offered.calling = "+15551234567";
  offered.calling_name = "Zo\xC3\xAB";
  offered.complete = false;
  return offered;
}

}  // namespace

void fillPriEvent(Napi::Object object, double at_ms, const pri::Event& event) { std::visit(PriFiller(object, at_ms), event); }

std::vector<pri::Event> samplePriEvents() {
  return {pri::Up{1},
          pri::Down{1, "The card is gone."},
          offeredSample(),
          pri::Digits{1, "12", true},
          pri::More{2, 1},
          pri::Proceeding{2, 1, false},
          pri::Alerting{2, 1, true},
          pri::Answered{2, 1},
          pri::Cleared{2, 16, false},
          pri::Ended{2, 16},
          pri::Restart{1, 0},
          pri::Restarted{1, 31}};
}

}  // namespace partyline::binding
