#include "event_objects.hpp"

#include "event_filler.hpp"
#include "line_events.hpp"
#include "names.hpp"
#include "pri_events.hpp"
#include "sip_events.hpp"

namespace partyline::binding {

namespace {

// Fills in the properties of one kind; `kind` first, as a person would read it.
class Filler final : public EventFiller {
 public:
  Filler(Napi::Object object, double at_ms) : EventFiller(object, at_ms) {}

  void operator()(const sip::Incoming& e) {
    begin("leg.incoming");
    set("leg", e.leg);
    set("sipCallId", e.sip_call_id);
    set("number", e.number);
    set("name", e.name);
    set("dialled", e.dialled);
    set("address", e.address);
    set("transport", nameOf(e.transport));
    set("trunk", e.trunk);
    set("phone", e.phone);
  }
  void operator()(const LegAlerting& e) { beginLeg("leg.alerting", e.leg); }
  void operator()(const LegAnswered& e) { beginLeg("leg.answered", e.leg); }
  void operator()(const LegMedia& e) {
    beginLeg("leg.media", e.leg);
    set("codec", nameOf(e.media.codec));
    set("rateHz", e.media.rate_hz);
    set("encrypted", e.media.encrypted);
  }
  void operator()(const LegHeld& e) {
    beginLeg("leg.held", e.leg);
    set("held", e.held);
  }
  void operator()(const LegDigit& e) {
    beginLeg("leg.digit", e.leg);
    set("digit", std::string(1, e.digit));
    set("source", nameOf(e.source));
  }
  void operator()(const LegSilent& e) {
    beginLeg("leg.silent", e.leg);
    set("ms", e.ms);
  }
  void operator()(const LegEnded& e) {
    beginLeg("leg.ended", e.leg);
    set("by", nameOf(e.ended.by));
    set("status", e.ended.status);
    set("reason", e.ended.reason);
  }
  void operator()(const PlayEnded& e) {
    begin("play.ended");
    set("play", e.play);
    set("reason", nameOf(e.reason));
  }
  void operator()(const SeatTalking& e) {
    beginLeg("seat.talking", e.leg);
    set("talking", e.talking);
  }
  void operator()(const Levels& e) {
    begin("levels");
    const Napi::Array seats = Napi::Array::New(object_.Env(), e.seats.size());
    for (uint32_t i = 0; i < e.seats.size(); i++) seats.Set(i, level(e.seats[i]));
    object_.Set("seats", seats);
  }
  void operator()(const RecordingStarted& e) {
    begin("recording.started");
    set("recording", e.recording);
  }
  void operator()(const RecordingEnded& e) {
    begin("recording.ended");
    set("recording", e.recording);
    set("reason", nameOf(e.reason));
    set("bytes", static_cast<double>(e.bytes));
    set("durationMs", static_cast<double>(e.duration_ms));
    set("detail", e.detail);
  }
  void operator()(const SipFlood& e) {
    begin("sip.flood");
    set("address", e.address);
    set("dropped", e.dropped);
  }
  void operator()(const sip::AccountEvent& e) { fillSipEvent(object_, at_ms_, e); }
  void operator()(const lines::LineEvent& e) { fillLineEvent(object_, at_ms_, e); }
  void operator()(const pri::Event& e) { fillPriEvent(object_, at_ms_, e); }
  void operator()(const Overflow& e) {
    begin("overflow");
    set("dropped", e.dropped);
  }

 private:
  void beginLeg(const char* kind, sip::LegId leg) {
    begin(kind);
    set("leg", leg);
  }
  Napi::Object level(const mixer::SeatLevel& level) const {
    const Napi::Object object = Napi::Object::New(object_.Env());
    object.Set("leg", level.seat);
    object.Set("inDbov", level.in_dbov);
    object.Set("outDbov", level.out_dbov);
    return object;
  }
};

}  // namespace

Napi::Object toObject(Napi::Env env, const Event& event) {
  const Napi::Object object = Napi::Object::New(env);
  Filler filler(object, event.at_ms);
  std::visit(filler, event.body);
  return object;
}

}  // namespace partyline::binding
