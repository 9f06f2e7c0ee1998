#include "call.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include <pjsua-lib/pjsua.h>

#include "json.hpp"

namespace partyline::phone {

namespace {

/** Value of a header in a whole SIP message, or nothing. */
std::string header(const std::string& message, const std::string& name) {
  const auto at = message.find("\r\n" + name + ":");
  if (at == std::string::npos) return "";
  const auto from = message.find_first_not_of(' ', at + name.size() + 3);
  return message.substr(from, message.find("\r\n", from) - from);
}

/** The SIP message that brought the state, if one did. */
std::string received_message(const pj::OnCallStateParam& param) {
  if (param.e.type != PJSIP_EVENT_TSX_STATE || param.e.body.tsxState.type != PJSIP_EVENT_RX_MSG) return "";
  return param.e.body.tsxState.src.rdata.wholeMsg;
}

bool is_encrypted(pjsua_call_id call, unsigned media) {
  pjmedia_transport_info info;
  pjmedia_transport_info_init(&info);
  if (pjsua_call_get_med_transport_info(call, media, &info) != PJ_SUCCESS) return false;
  const auto* srtp = static_cast<pjmedia_srtp_info*>(pjmedia_transport_info_get_spc_info(&info, PJMEDIA_TRANSPORT_TYPE_SRTP));
  return srtp != nullptr && srtp->active;
}

const char* direction_name(pjmedia_dir direction) {
  switch (direction) {
    case PJMEDIA_DIR_ENCODING: return "sendonly";
    case PJMEDIA_DIR_DECODING: return "recvonly";
    case PJMEDIA_DIR_ENCODING_DECODING: return "sendrecv";
    default: return "inactive";
  }
}

}  // namespace

PhoneCall::PhoneCall(pj::Account& account, AudioClock& clock, std::string name, int call_id)
    : pj::Call(account, call_id), clock_(clock), name_(std::move(name)) {
  clock_.add(seat_);
}

PhoneCall::~PhoneCall() { clock_.remove(seat_); }

void PhoneCall::onCallState(pj::OnCallStateParam& param) {
  const auto info = getInfo();
  const Object about = Object().add("call", name_);
  if (info.state == PJSIP_INV_STATE_EARLY) say(Object(about).add("event", "ringing").add("status", static_cast<double>(info.lastStatusCode)));
  if (info.state == PJSIP_INV_STATE_CONFIRMED) say(Object(about).add("event", "answered"));
  if (info.state != PJSIP_INV_STATE_DISCONNECTED) return;
  clock_.between_ticks([&] { seat_.close(); });
  say_ended(info, param);
}

void PhoneCall::say_ended(const pj::CallInfo& info, const pj::OnCallStateParam& param) {
  const auto message = received_message(param);
  const bool bye = message.rfind("BYE ", 0) == 0;
  say(Object()
          .add("call", name_)
          .add("event", "ended")
          .add("status", static_cast<double>(info.lastStatusCode))
          .add("reason", info.lastReason)
          .add("bye", bye)
          .add("reasonHeader", header(message, "Reason"))
          .add("seconds", static_cast<double>(info.connectDuration.sec)));
}

void PhoneCall::onCallMediaState(pj::OnCallMediaStateParam&) {
  pjsua_stream_info stream;
  if (pjsua_call_get_stream_info(getId(), 0, &stream) != PJ_SUCCESS) return;
  const auto& audio = stream.info.aud;
  const std::string codec(audio.fmt.encoding_name.ptr, static_cast<size_t>(audio.fmt.encoding_name.slen));
  say(Object()
          .add("call", name_)
          .add("event", "media")
          .add("codec", codec)
          .add("rateHz", static_cast<double>(audio.fmt.clock_rate))
          .add("direction", direction_name(audio.dir))
          .add("telephoneEvent", audio.tx_event_pt >= 0)
          .add("encrypted", is_encrypted(getId(), 0)));
}

void PhoneCall::onCallSdpCreated(pj::OnCallSdpCreatedParam& param) {
  if (param.sdp.wholeSdp.empty()) {
    std::fputs("partyline-phone: the SDP is longer than PJSUA2_MAX_SDP_BUF_LEN\n", stderr);
    std::abort();
  }
  const bool answering = !param.remSdp.wholeSdp.empty();
  MediaWish now = wish;
  if (answering) now.direction.clear();
  param.sdp.wholeSdp = filter_sdp(param.sdp.wholeSdp, now);
}

/** The bridge gets a port with nothing in it; the stream itself is fed and heard at our own clock, at its own rate. */
void PhoneCall::onStreamCreated(pj::OnStreamCreatedParam& param) {
  auto* stream = static_cast<pjmedia_stream*>(param.stream);
  auto* port = static_cast<pjmedia_port*>(param.pPort);
  // The bridge lets go of a port some time after the stream: the pool lives as long as the phone.
  pj_pool_t* pool = pjsua_pool_create("null port", 512, 512);
  pjmedia_port* nothing = nullptr;
  pjmedia_null_port_create(pool, 8000, 1, 160, 16, &nothing);
  param.pPort = nothing;
  param.destroyPort = false;
  clock_.between_ticks([&] { seat_.attach(stream, port); });
}

void PhoneCall::onStreamDestroyed(pj::OnStreamDestroyedParam&) {
  clock_.between_ticks([&] { seat_.detach(); });
}

}  // namespace partyline::phone
