#include "call.hpp"

#include <pjsua-lib/pjsua_internal.h>

#include "clean_text.hpp"
#include "info_digit.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kReasonCharacters = 120;

// RFC 3326 2, RFC 3261 25.1: a quoted string escapes quotes and backslashes.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

pj::SipHeader reasonHeader(int status, const std::string& reason) {
  pj::SipHeader header;
  header.hName = "Reason";
  header.hValue = "SIP;cause=" + std::to_string(status);
  if (!reason.empty()) header.hValue += ";text=" + quoted(reason);
  return header;
}

}  // namespace

Call::Call(pj::Account& account, int pjsua_id, const Surroundings& around, std::function<void(LegId)> over)
    : pj::Call(account, pjsua_id), around_(around), over_(std::move(over)), leg_(around.legs.add()), media_(around, *leg_) {
  around_.mixer.addSeat(leg(), nullptr);
}

Call::~Call() {
  media_.streamDestroyed();
  around_.mixer.removeSeat(leg());
  around_.legs.remove(leg());
}

void Call::told(Incoming invite, in_addr caller) {
  caller_ = caller;
  invite.leg = leg();
  around_.listener.incoming(invite);
}

void Call::ring() { respond(PJSIP_SC_RINGING); }

void Call::answerIt() {
  preferOwnCodecs();
  respond(PJSIP_SC_OK);
}

void Call::respond(int status) {
  pj::CallOpParam parameters;
  parameters.statusCode = static_cast<pjsip_status_code>(status);
  try {
    answer(parameters);
  } catch (const pj::Error& error) {
    // The caller may have cancelled in this instant; pjsua has then told, or will tell, the end of the call.
    PJ_LOG(3, ("partyline", "leg %u: response %d failed: %s", leg(), status, error.reason.c_str()));
  }
}

// The answer's codec is the first of ours that the caller has too, not the first of his (RFC 3264 6.1 leaves it to us).
void Call::preferOwnCodecs() {
  const pjsip_inv_session* session = pjsua_var.calls[getId()].inv;
  if (session != nullptr && session->neg != nullptr) pjmedia_sdp_neg_set_prefer_remote_codec_order(session->neg, PJ_FALSE);
}

void Call::hangUp(int status, const std::string& reason) {
  by_box_ = true;
  box_status_ = status;
  box_reason_ = cleanText(reason, kReasonCharacters);
  // pjsua does not tell of the stream's end when it is the one who hangs up.
  media_.streamDestroyed();
  pj::CallOpParam parameters;
  parameters.statusCode = static_cast<pjsip_status_code>(status);
  parameters.reason = confirmed_ ? "" : box_reason_;
  if (confirmed_ && status != PJSIP_SC_OK) parameters.txOption.headers.push_back(reasonHeader(status, box_reason_));
  try {
    hangup(parameters);
  } catch (const pj::Error& error) {
    PJ_LOG(3, ("partyline", "hang-up failed: %s", error.reason.c_str()));
  }
}

void Call::onCreateMediaTransport(pj::OnCreateMediaTransportParam& parameters) {
  pjmedia_transport* unused = static_cast<pjmedia_transport*>(parameters.mediaTp);
  parameters.mediaTp = media_.createTransport(caller_);
  pjmedia_transport_close(unused);
}

void Call::onStreamCreated(pj::OnStreamCreatedParam& parameters) {
  pjmedia_port* instead = media_.streamCreated(static_cast<pjmedia_stream*>(parameters.stream));
  if (instead == nullptr) return;
  parameters.pPort = instead;
  parameters.destroyPort = true;
}

void Call::onStreamDestroyed(pj::OnStreamDestroyedParam&) { media_.streamDestroyed(); }

void Call::onCallMediaState(pj::OnCallMediaStateParam&) {
  for (const pj::CallMediaInfo& media : getInfo().media) {
    if (media.type != PJMEDIA_TYPE_AUDIO || media.status == PJSUA_CALL_MEDIA_NONE) continue;
    media_.setHeld(media.status == PJSUA_CALL_MEDIA_REMOTE_HOLD);
    return;
  }
}

void Call::onCallState(pj::OnCallStateParam& parameters) {
  const pj::CallInfo info = getInfo();
  if (info.state == PJSIP_INV_STATE_CONFIRMED && !confirmed_) {
    confirmed_ = true;
    around_.listener.answered(leg());
  }
  if (info.state == PJSIP_INV_STATE_DISCONNECTED) finish(info, parameters.e);
}

void Call::finish(const pj::CallInfo& info, const pj::SipEvent& event) {
  media_.streamDestroyed();
  around_.listener.ended(leg(), endedBy(info, event));
  // A copy: `over_` destroys this call, and itself with it.
  const auto over = over_;
  over(leg());
}

Ended Call::endedBy(const pj::CallInfo& info, const pj::SipEvent& event) const {
  if (by_box_) return {EndedBy::box, confirmed_ ? 200 : box_status_, box_reason_};
  const bool cancelled = !confirmed_ && info.lastStatusCode == PJSIP_SC_REQUEST_TERMINATED;
  const auto& transaction = event.body.tsxState;
  const bool bye = confirmed_ && event.type == PJSIP_EVENT_TSX_STATE && transaction.type == PJSIP_EVENT_RX_MSG &&
                   transaction.tsx.role == PJSIP_ROLE_UAS;
  const std::string reason = cleanText(info.lastReason, kReasonCharacters);
  if (cancelled) return {EndedBy::caller, PJSIP_SC_REQUEST_TERMINATED, reason};
  if (bye) return {EndedBy::caller, PJSIP_SC_OK, reason};
  return {EndedBy::network, static_cast<int>(info.lastStatusCode), reason};
}

void Call::onCallTsxState(pj::OnCallTsxStateParam& parameters) {
  const auto digit = takeInfoDigit(parameters.e);
  if (digit && leg_->acceptDigit(*digit, DigitSource::info, monotonicMs())) around_.listener.digit(leg(), *digit, DigitSource::info);
}

// Nobody may make this box call somebody else at its own cost.
void Call::onCallTransferRequest(pj::OnCallTransferRequestParam& parameters) { parameters.statusCode = PJSIP_SC_DECLINE; }
void Call::onCallReplaceRequest(pj::OnCallReplaceRequestParam& parameters) { parameters.statusCode = PJSIP_SC_NOT_ACCEPTABLE_HERE; }

}  // namespace partyline::sip
