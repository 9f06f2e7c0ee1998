#include "call_media.hpp"

#include "null_port.hpp"
#include "own_address.hpp"

namespace partyline::sip {

namespace {

Codec codecOf(const pjmedia_codec_info& format) {
  if (pj_stricmp2(&format.encoding_name, "opus") == 0) return Codec::opus;
  if (pj_stricmp2(&format.encoding_name, "G722") == 0) return Codec::g722;
  return pj_stricmp2(&format.encoding_name, "PCMA") == 0 ? Codec::pcma : Codec::pcmu;
}

bool encrypted(pjmedia_stream* stream) {
  pjmedia_transport_info info;
  pjmedia_transport_info_init(&info);
  pjmedia_transport_get_info(pjmedia_stream_get_transport(stream), &info);
  const auto* srtp = static_cast<const pjmedia_srtp_info*>(pjmedia_transport_info_get_spc_info(&info, PJMEDIA_TRANSPORT_TYPE_SRTP));
  return srtp != nullptr && srtp->active;
}

// Neither heard nor written to: the far end wants nothing of us, or sends music meant for nobody (RFC 3264 8.4).
bool onHold(const pjmedia_stream_info& info) { return (info.dir & PJMEDIA_DIR_ENCODING) == 0; }

}  // namespace

pjmedia_transport* CallMedia::createTransport(in_addr far_end) {
  RtpTransportOptions options;
  options.endpoint = pjsua_get_pjmedia_endpt();
  options.ports = &around_.ports;
  options.address = parseAddress(around_.options.address);
  options.advertised = ownAddress(around_.options, far_end);
  transport_ = RtpTransport::create(options);
  if (transport_ == nullptr) return nullptr;
  pjmedia_transport* plain = transport_->pjmediaTransport();
  return srtp_ == SrtpUse::off ? plain : secured(plain);
}

// SRTP with keys in the SDP (RFC 4568), on top of the plain transport.
pjmedia_transport* CallMedia::secured(pjmedia_transport* plain) const {
  pjmedia_srtp_setting setting;
  pjmedia_srtp_setting_default(&setting);
  setting.use = srtp_ == SrtpUse::required ? PJMEDIA_SRTP_MANDATORY : PJMEDIA_SRTP_OPTIONAL;
  setting.close_member_tp = PJ_TRUE;
  setting.keying_count = 1;
  setting.keying[0] = PJMEDIA_SRTP_KEYING_SDES;
  pjmedia_transport* srtp = nullptr;
  if (pjmedia_transport_srtp_create(pjsua_get_pjmedia_endpt(), plain, &setting, &srtp) == PJ_SUCCESS) return srtp;
  pjmedia_transport_close(plain);
  return nullptr;
}

pjmedia_port* CallMedia::streamCreated(pjmedia_stream* stream) {
  pjmedia_stream_info info;
  if (transport_ == nullptr || pjmedia_stream_get_info(stream, &info) != PJ_SUCCESS) return nullptr;
  const auto port = std::make_shared<StreamPort>(stream, *transport_, around_.watch.wakeFd());
  leg_.setPort(port);
  around_.mixer.setDigitDetection(leg_.id(), around_.options.inband_digits && info.tx_event_pt <= 0);
  stream_ = stream;
  if (open_) connect(port, info);
  return createNullPort();
}

void CallMedia::open() {
  if (open_) return;
  open_ = true;
  const auto port = leg_.port();
  pjmedia_stream_info info;
  if (!port || pjmedia_stream_get_info(stream_, &info) != PJ_SUCCESS) return;
  // What came before the answer (an exchange's announcement, ringing tone) is not for the room.
  transport_->discardWaiting();
  connect(port, info);
}

void CallMedia::connect(const std::shared_ptr<StreamPort>& port, const pjmedia_stream_info& info) {
  if (onHold(info)) return;
  around_.mixer.setPort(leg_.id(), port);
  tellMedia(info, port->rate_hz());
}

void CallMedia::tellMedia(const pjmedia_stream_info& info, int rate_hz) {
  MediaInfo media;
  media.codec = codecOf(info.fmt);
  media.rate_hz = rate_hz;
  media.encrypted = encrypted(stream_);
  around_.listener.mediaRuns(leg_.id(), media);
}

void CallMedia::streamDestroyed() {
  const auto port = leg_.port();
  if (!port) return;
  around_.mixer.setPort(leg_.id(), nullptr);
  leg_.setPort(nullptr);
  port->detach();
}

void CallMedia::setHeld(bool held) {
  if (held == held_) return;
  held_ = held;
  leg_.setHeld(held);
  around_.listener.held(leg_.id(), held);
}

}  // namespace partyline::sip
