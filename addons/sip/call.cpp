#include "call.hpp"

#include <pjsua-lib/pjsua_internal.h>

#include "clean_text.hpp"
#include "identity.hpp"
#include "info_digit.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kReasonCharacters = 120;

pj::SipHeader header(const char* name, const std::string& value) {
  pj::SipHeader header;
  header.hName = name;
  header.hValue = value;
  return header;
}

// RFC 3326 2.
pj::SipHeader reasonHeader(int status, const std::string& reason) {
  return header("Reason", "SIP;cause=" + std::to_string(status) + (reason.empty() ? "" : ";text=" + quoted(reason)));
}

// pjsua makes a 487 of a redirection that is not followed: the response itself says what it was.
Ended refusalOf(const pjsip_rx_data& response) {
  const pjsip_status_line& line = response.msg_info.msg->line.status;
  return {EndedBy::caller, line.code, cleanText({line.reason.ptr, static_cast<size_t>(line.reason.slen)}, kReasonCharacters)};
}

}  // namespace

Call::Call(const CallOwner& owner, int pjsua_id, const Surroundings& around, std::function<void(LegId)> over)
    : pj::Call(*owner.account, pjsua_id),
      account_(owner.account),
      around_(around),
      outgoing_(pjsua_id == PJSUA_INVALID_ID),
      over_(std::move(over)),
      leg_(owner.leg),
      media_(around, *leg_, owner.srtp, outgoing_ ? CallMedia::Start::at_answer : CallMedia::Start::at_once) {
  leg_->setAwaited(outgoing_);
}

Call::~Call() {
  media_.streamDestroyed();
  if (passed_on_) return;
  around_.mixer.removeSeat(leg());
  around_.legs.remove(leg());
}

void Call::told(Incoming invite, in_addr caller) {
  far_end_ = caller;
  invite.leg = leg();
  around_.listener.incoming(invite);
}

void Call::invite(const Invitation& invitation) {
  far_end_ = invitation.far_end;
  elsewhere_ = invitation.elsewhere;
  pj::CallOpParam parameters(true);
  parameters.opt.videoCount = 0;
  parameters.opt.textCount = 0;
  parameters.txOption.localUri = invitation.from;
  if (!invitation.asserted.empty()) parameters.txOption.headers.push_back(header("P-Asserted-Identity", invitation.asserted));
  inviting_ = true;
  std::string problem;
  try {
    makeCall(invitation.uri, parameters);
  } catch (const pj::Error& error) {
    problem = error.reason;
  }
  inviting_ = false;
  if (!problem.empty() || over_told_) fail(PJSIP_SC_SERVICE_UNAVAILABLE, problem);
}

void Call::fail(int status, const std::string& reason) {
  if (goesElsewhere({EndedBy::network, status, reason})) return;
  tellEnd({EndedBy::network, status, cleanText(reason, kReasonCharacters)});
  const auto over = over_;
  over(leg());
}

void Call::ring() {
  if (!outgoing_) respond(PJSIP_SC_RINGING);
}

void Call::answerIt() {
  if (outgoing_) return;
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
  if (outgoing_ && !confirmed_) return giveUp();
  pj::CallOpParam parameters;
  parameters.statusCode = static_cast<pjsip_status_code>(status);
  parameters.reason = confirmed_ ? "" : box_reason_;
  if (confirmed_ && status != PJSIP_SC_OK) parameters.txOption.headers.push_back(reasonHeader(status, box_reason_));
  hangUpPjsua(parameters);
}

// RFC 3261 9.1: CANCEL goes out when the far end has given a sign of life, and its 487 may never come. Nobody shall wait for either.
void Call::giveUp() {
  tellEnd({EndedBy::box, box_status_, box_reason_});
  if (getId() == PJSUA_INVALID_ID) {
    const auto over = over_;
    return over(leg());
  }
  hangUpPjsua({});
}

void Call::hangUpPjsua(const pj::CallOpParam& parameters) {
  try {
    hangup(parameters);
  } catch (const pj::Error& error) {
    PJ_LOG(3, ("partyline", "hang-up failed: %s", error.reason.c_str()));
  }
}

void Call::onCreateMediaTransport(pj::OnCreateMediaTransportParam& parameters) {
  pjmedia_transport* unused = static_cast<pjmedia_transport*>(parameters.mediaTp);
  parameters.mediaTp = media_.createTransport(far_end_);
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
  if (info.state == PJSIP_INV_STATE_DISCONNECTED) finish(info, parameters.e);
  else if (!end_told_) proceed(info);
}

void Call::proceed(const pj::CallInfo& info) {
  if (outgoing_ && info.state == PJSIP_INV_STATE_EARLY && !alerting_) {
    alerting_ = true;
    around_.listener.alerting(leg());
  }
  if (info.state != PJSIP_INV_STATE_CONFIRMED || confirmed_) return;
  confirmed_ = true;
  leg_->setAwaited(false);
  media_.open();
  around_.listener.answered(leg());
}

void Call::finish(const pj::CallInfo& info, const pj::SipEvent& event) {
  media_.streamDestroyed();
  over_told_ = true;
  // makeCall tells of its failure by itself.
  if (inviting_) return;
  const Ended ended = endedBy(info, event);
  if (goesElsewhere(ended)) return;
  tellEnd(ended);
  // A copy: `over_` destroys this call, and itself with it.
  const auto over = over_;
  over(leg());
}

// Nothing came from that server, or only that it can not serve; and nobody has given the call up meanwhile.
bool Call::goesElsewhere(const Ended& ended) {
  const bool absent = ended.by == EndedBy::network || (ended.by == EndedBy::caller && ended.status == PJSIP_SC_SERVICE_UNAVAILABLE);
  if (!elsewhere_ || !absent || confirmed_ || alerting_ || by_box_ || end_told_) return false;
  // A copy: it destroys this call.
  const auto elsewhere = elsewhere_;
  passed_on_ = true;
  if (elsewhere()) return true;
  passed_on_ = false;
  return false;
}

void Call::tellEnd(const Ended& ended) {
  if (end_told_) return;
  end_told_ = true;
  around_.mixer.removeSeat(leg());
  around_.legs.remove(leg());
  around_.listener.ended(leg(), ended);
}

Ended Call::endedBy(const pj::CallInfo& info, const pj::SipEvent& event) const {
  if (by_box_) return {EndedBy::box, confirmed_ ? 200 : box_status_, box_reason_};
  const bool cancelled = !outgoing_ && !confirmed_ && info.lastStatusCode == PJSIP_SC_REQUEST_TERMINATED;
  const auto& transaction = event.body.tsxState;
  const bool received = event.type == PJSIP_EVENT_TSX_STATE && transaction.type == PJSIP_EVENT_RX_MSG;
  // It may overtake the ACK of the answer, or that ACK was lost.
  const bool bye = received && transaction.tsx.role == PJSIP_ROLE_UAS && transaction.tsx.method == "BYE";
  const std::string reason = cleanText(info.lastReason, kReasonCharacters);
  if (cancelled) return {EndedBy::caller, PJSIP_SC_REQUEST_TERMINATED, reason};
  if (bye) return {EndedBy::caller, PJSIP_SC_OK, reason};
  if (outgoing_ && !confirmed_ && received) return refusalOf(*static_cast<const pjsip_rx_data*>(transaction.src.rdata.pjRxData));
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
