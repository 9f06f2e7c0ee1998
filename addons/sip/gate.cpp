#include "gate.hpp"

#include <arpa/inet.h>

#include <atomic>
#include <cstring>
#include <string_view>

#include "media_watch.hpp"
#include "reachable_sdp.hpp"
#include "start_error.hpp"

namespace partyline::sip {

namespace {

std::atomic<Gate*> the_gate{nullptr};

bool named(const pjsip_method& method, const char* name) { return pj_stricmp2(&method.name, name) == 0; }

bool inDialog(const pjsip_rx_data& request) { return request.msg_info.to->tag.slen > 0; }

bool refusedEverywhere(const pj_str_t& method) {
  for (const char* refused : {"SUBSCRIBE", "NOTIFY", "REFER", "MESSAGE", "PUBLISH"}) {
    if (pj_stricmp2(&method, refused) == 0) return true;
  }
  return false;
}

// These go on to the layers above. A CANCEL belongs to an INVITE, an ACK to a response of ours.
bool served(const pjsip_method& method) {
  return method.id == PJSIP_INVITE_METHOD || method.id == PJSIP_ACK_METHOD || method.id == PJSIP_CANCEL_METHOD ||
         method.id == PJSIP_OPTIONS_METHOD || method.id == PJSIP_BYE_METHOD;
}

// RFC 3261 8.2.1: 405 for a method that is known but not allowed; 21.5.2: 501 for one that is not known at all.
int refusalOf(const pjsip_method& method) {
  for (const char* known : {"REGISTER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "MESSAGE", "REFER", "INFO", "UPDATE", "PRACK"}) {
    if (named(method, known)) return PJSIP_SC_METHOD_NOT_ALLOWED;
  }
  return PJSIP_SC_NOT_IMPLEMENTED;
}

// pjsua's modules announce what they could do; only what this box does is to be told in Allow.
void announceOnlyWhatIsServed(pjsip_endpoint* endpoint) {
  const auto* told = reinterpret_cast<const pjsip_allow_hdr*>(pjsip_endpt_get_capability(endpoint, PJSIP_H_ALLOW, nullptr));
  if (told == nullptr) return;
  // pjsip has no call that takes a capability back; the list is the endpoint's own, and nothing runs yet.
  auto* allowed = const_cast<pjsip_allow_hdr*>(told);
  unsigned kept = 0;
  for (unsigned i = 0; i < allowed->count; i++) {
    if (!refusedEverywhere(allowed->values[i])) allowed->values[kept++] = allowed->values[i];
  }
  allowed->count = kept;
}

}  // namespace

Gate::Gate(Options options, Listener& listener) : options_(std::move(options)), listener_(listener), limiter_(options_.flood) {
  static char name[] = "mod-partyline-gate";
  module_.name = pj_str(name);
  module_.id = -1;
  module_.priority = PJSIP_MOD_PRIORITY_UA_PROXY_LAYER - 1;
  module_.on_rx_request = &onRequest;
}

Gate::~Gate() { close(); }

void Gate::open(pjsip_endpoint* endpoint) {
  const pj_status_t status = pjsip_endpt_register_module(endpoint, &module_);
  if (status != PJ_SUCCESS) throw StartError("SIP_FAILED", "The SIP gate could not be registered.", status);
  announceOnlyWhatIsServed(endpoint);
  endpoint_ = endpoint;
  the_gate = this;
}

void Gate::close() {
  if (endpoint_ == nullptr) return;
  the_gate = nullptr;
  pjsip_endpt_unregister_module(endpoint_, &module_);
  endpoint_ = nullptr;
}

pj_bool_t Gate::onRequest(pjsip_rx_data* request) {
  Gate* gate = the_gate;
  return gate != nullptr && gate->handles(*request) ? PJ_TRUE : PJ_FALSE;
}

bool Gate::handles(pjsip_rx_data& request) {
  const pjsip_method& method = request.msg_info.msg->line.req.method;
  if (inDialog(request)) {
    makeSdpReachable(request);
    return refusesInDialog(request);
  }
  if (method.id == PJSIP_INVITE_METHOD) return handlesInvite(request);
  if (served(method)) return false;
  refuse(request, refusalOf(method));
  return true;
}

// A transfer would make the box call somebody; subscriptions and messages go nowhere.
bool Gate::refusesInDialog(pjsip_rx_data& request) {
  if (!refusedEverywhere(request.msg_info.msg->line.req.method.name)) return false;
  refuse(request, PJSIP_SC_METHOD_NOT_ALLOWED);
  return true;
}

bool Gate::handlesInvite(pjsip_rx_data& invite) {
  const FloodLimiter::Verdict verdict = limiter_.invite(invite.pkt_info.src_addr.ipv4.sin_addr.s_addr, monotonicMs());
  if (verdict.report) listener_.flood(invite.pkt_info.src_name, *verdict.report);
  if (!verdict.pass) return true;
  if (!options_.full()) {
    makeSdpReachable(invite);
    return false;
  }
  // RFC 3261 21.4.24: callers shall hear busy tone. A 503 would make a trunk or proxy take the whole box out of service.
  refuse(invite, PJSIP_SC_BUSY_HERE);
  return true;
}

void Gate::refuse(pjsip_rx_data& request, int status) {
  pjsip_hdr headers;
  pj_list_init(&headers);
  const pjsip_hdr* allowed = pjsip_endpt_get_capability(endpoint_, PJSIP_H_ALLOW, nullptr);
  // RFC 3261 21.4.6: a 405 names what is allowed.
  if (allowed != nullptr && status == PJSIP_SC_METHOD_NOT_ALLOWED) {
    pj_list_push_back(&headers, pjsip_hdr_clone(request.tp_info.pool, allowed));
  }
  pjsip_endpt_respond_stateless(endpoint_, &request, status, nullptr, &headers, nullptr);
}

}  // namespace partyline::sip
