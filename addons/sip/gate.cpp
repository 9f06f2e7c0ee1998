#include "gate.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string_view>

#include "caller.hpp"
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

// A CANCEL belongs to an INVITE, an ACK to a response of ours.
bool belongsToInvite(const pjsip_method& method) { return method.id == PJSIP_ACK_METHOD || method.id == PJSIP_CANCEL_METHOD; }

// These go on to the layers above.
bool served(const pjsip_method& method) { return method.id == PJSIP_OPTIONS_METHOD || method.id == PJSIP_BYE_METHOD; }

std::string callIdOf(const pjsip_rx_data& request) {
  const pj_str_t& id = request.msg_info.cid->id;
  return {id.ptr, static_cast<size_t>(id.slen)};
}

RefusalReason reasonOf(Login::Result result) {
  return result == Login::Result::unknown_user ? RefusalReason::unknown_user : RefusalReason::wrong_password;
}

bool failed(Login::Result result) { return result == Login::Result::unknown_user || result == Login::Result::wrong_password; }

template <typename Header>
void addHeader(pjsip_hdr& headers, Header* header) {
  if (header != nullptr) pj_list_push_back(&headers, header);
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

// RFC 3261 21.4.15: a 420 names what is not understood.
void addUnsupported(const pjsip_rx_data& request, pjsip_hdr& headers) {
  const auto* required = static_cast<const pjsip_require_hdr*>(pjsip_msg_find_hdr(request.msg_info.msg, PJSIP_H_REQUIRE, nullptr));
  if (required == nullptr) return;
  pjsip_unsupported_hdr* unsupported = pjsip_unsupported_hdr_create(request.tp_info.pool);
  unsupported->count = required->count;
  for (unsigned i = 0; i < required->count; i++) unsupported->values[i] = required->values[i];
  addHeader(headers, unsupported);
}

}  // namespace

Gate::Gate(Options options, const Parts& parts)
    : options_(std::move(options)), parts_(parts), invites_(options_.flood), others_(options_.flood) {
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
  look_.reset();
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
  if (belongsToInvite(method)) return false;
  if (!passes(others_, request)) return true;
  if (method.id == PJSIP_REGISTER_METHOD && parts_.authenticator.hasPhones()) {
    takeRegistration(request);
    return true;
  }
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

bool Gate::passes(FloodLimiter& limiter, const pjsip_rx_data& request) {
  const FloodLimiter::Verdict verdict = limiter.take(request.pkt_info.src_addr.ipv4.sin_addr.s_addr, monotonicMs());
  if (verdict.report) parts_.listener.flood(request.pkt_info.src_name, *verdict.report);
  return verdict.pass;
}

bool Gate::handlesInvite(pjsip_rx_data& invite) {
  if (!passes(invites_, invite) || !admits(invite)) return true;
  if (!options_.full()) {
    makeSdpReachable(invite);
    return false;
  }
  // RFC 3261 21.4.24: callers shall hear busy tone. A 503 would make a trunk or proxy take the whole box out of service.
  refuse(invite, PJSIP_SC_BUSY_HERE);
  return true;
}

bool Gate::admits(pjsip_rx_data& invite) {
  admitted_ = {parts_.admission.trunkOf(invite.pkt_info.src_addr.ipv4.sin_addr.s_addr), 0};
  if (admitted_.trunk != 0) return true;
  const Login login = parts_.authenticator.login(invite);
  if (login.result == Login::Result::none) return admitsGuest(invite);
  strangers_.cameBack(callIdOf(invite));
  if (refusesLogin(invite, login)) return false;
  admitted_.phone = login.phone;
  return true;
}

// Nobody is believed to be a phone of this box without its password, wherever everybody may call.
bool Gate::admitsGuest(pjsip_rx_data& invite) {
  const std::vector<std::string> users = claimedUsers(invite);
  const bool as_phone = std::any_of(users.begin(), users.end(), [this](const std::string& user) { return parts_.authenticator.knows(user); });
  if (!as_phone && parts_.admission.guests()) return true;
  const in_addr_t source = invite.pkt_info.src_addr.ipv4.sin_addr.s_addr;
  if (strangers_.ask(callIdOf(invite), {source, static_cast<uint32_t>(invite.msg_info.cseq->cseq), userAgentOf(invite), monotonicMs()})) {
    if (!look_) look_ = std::make_unique<Timer>([this] { tellStrangers(); });
    if (!look_->isSet()) look_->set(Strangers::kPatienceMs);
    challenge(invite, false);
    return false;
  }
  strangers_.cameBack(callIdOf(invite));
  parts_.refusals.refused(invite, RefusalReason::guest);
  refuse(invite, PJSIP_SC_FORBIDDEN);
  return false;
}

void Gate::tellStrangers() {
  for (const Stranger& stranger : strangers_.gone(monotonicMs())) {
    parts_.refusals.refused(stranger.address, stranger.user_agent, RefusalReason::guest);
  }
  if (!strangers_.empty()) look_->set(Strangers::kPatienceMs / 4);
}

// True: the log-in was not good, and that was answered.
bool Gate::refusesLogin(pjsip_rx_data& request, const Login& login) {
  if (failed(login.result)) {
    parts_.refusals.refused(request, reasonOf(login.result));
    // With a transaction: a retransmission is no second guess.
    pjsip_endpt_respond(endpoint_, &module_, &request, PJSIP_SC_FORBIDDEN, nullptr, nullptr, nullptr, nullptr);
  } else if (login.result != Login::Result::good) {
    challenge(request, login.result == Login::Result::stale);
  }
  return login.result != Login::Result::good;
}

void Gate::takeRegistration(pjsip_rx_data& request) {
  const Login login = parts_.authenticator.login(request);
  if (refusesLogin(request, login)) return;
  const Registrar::Answer answer = parts_.registrar.take(request, login);
  pj_pool_t* pool = request.tp_info.pool;
  pjsip_hdr headers;
  pj_list_init(&headers);
  if (answer.contacts) parts_.registrar.addContacts(pool, login.phone, headers);
  if (answer.min_expires) addHeader(headers, pjsip_min_expires_hdr_create(pool, Registrar::kLeastSeconds));
  if (answer.unsupported) addUnsupported(request, headers);
  // With a transaction, so that a retransmission gets the same answer and is no second use of its nonce.
  pjsip_endpt_respond(endpoint_, &module_, &request, answer.status, nullptr, &headers, nullptr, nullptr);
}

void Gate::challenge(pjsip_rx_data& request, bool stale) {
  pjsip_hdr headers;
  pj_list_init(&headers);
  parts_.authenticator.addChallenge(request, stale, headers);
  pjsip_endpt_respond_stateless(endpoint_, &request, PJSIP_SC_UNAUTHORIZED, nullptr, &headers, nullptr);
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
