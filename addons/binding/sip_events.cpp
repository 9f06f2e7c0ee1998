#include "sip_events.hpp"

#include "event_filler.hpp"
#include "names.hpp"

namespace partyline::binding {

namespace {

const char* nameOf(sip::Registration state) {
  switch (state) {
    case sip::Registration::registering: return "registering";
    case sip::Registration::registered: return "registered";
    case sip::Registration::rejected: return "rejected";
    case sip::Registration::unreachable: return "unreachable";
  }
  return "";
}

const char* nameOf(sip::RefusalReason reason) {
  switch (reason) {
    case sip::RefusalReason::wrong_password: return "wrong-password";
    case sip::RefusalReason::unknown_user: return "unknown-user";
    case sip::RefusalReason::scanner: return "scanner";
    case sip::RefusalReason::guest: return "guest";
  }
  return "";
}

const char* nameOf(sip::CertificateFault fault) {
  switch (fault) {
    case sip::CertificateFault::none: return "";
    case sip::CertificateFault::wrong_name: return "wrong-name";
    case sip::CertificateFault::unknown_authority: return "unknown-authority";
    case sip::CertificateFault::expired: return "expired";
    case sip::CertificateFault::unfit: return "unfit";
  }
  return "";
}

class SipFiller final : public EventFiller {
 public:
  SipFiller(Napi::Object object, double at_ms) : EventFiller(object, at_ms) {}

  void operator()(const sip::TrunkState& e) {
    begin("trunk.state");
    set("trunk", e.trunk);
    set("state", nameOf(e.state));
    set("status", e.status);
    set("reason", e.reason);
    set("expiresSeconds", e.expires_s);
    set("certificate", nameOf(e.certificate));
  }
  void operator()(const sip::PhoneBinding& e) {
    begin("phone.binding");
    set("phone", e.phone);
    set("contact", e.contact);
    set("address", e.address);
    set("transport", binding::nameOf(e.transport));
    set("userAgent", e.user_agent);
    set("expiresSeconds", e.expires_s);
  }
  void operator()(const sip::Refused& e) {
    begin("sip.refused");
    set("address", e.address);
    set("reason", nameOf(e.reason));
    set("count", e.count);
    set("userAgent", e.user_agent);
  }
  void operator()(const sip::Dropped& e) {
    begin("sip.dropped");
    set("address", e.address);
    set("dropped", e.dropped);
  }
  void operator()(const sip::Probed& e) {
    begin("sip.probed");
    set("probe", e.probe);
    set("status", e.status);
    set("reason", e.reason);
    set("ms", e.round_trip_ms);
    set("certificate", nameOf(e.certificate));
  }
};

}  // namespace

void fillSipEvent(Napi::Object object, double at_ms, const sip::AccountEvent& event) { std::visit(SipFiller(object, at_ms), event); }

std::vector<sip::AccountEvent> sampleSipEvents() {
  return {sip::TrunkState{1, sip::Registration::rejected, 503, "Service Unavailable", 0, sip::CertificateFault::wrong_name},
          sip::PhoneBinding{1, "sip:201@192.0.2.9:5060", "192.0.2.9:5060", sip::TransportKind::udp, "Phone/1.0", 3600},
          sip::Refused{"192.0.2.66", sip::RefusalReason::wrong_password, 3, "friendly-scanner"},
          sip::Dropped{"192.0.2.66", 250},
          sip::Probed{1, 408, "No answer came.", 2000.5, sip::CertificateFault::none}};
}

}  // namespace partyline::binding
