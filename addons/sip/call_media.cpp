#include "call_media.hpp"

#include <arpa/inet.h>

#include "null_port.hpp"

namespace partyline::sip {

namespace {

in_addr parsed(const std::string& text) {
  in_addr address{INADDR_ANY};
  ::inet_pton(AF_INET, text.c_str(), &address);
  return address;
}

in_addr advertisedAddress(const Options& options, in_addr caller) {
  if (!options.public_address.empty()) return parsed(options.public_address);
  const in_addr bound = parsed(options.address);
  return bound.s_addr == INADDR_ANY ? addressTowards(caller) : bound;
}

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

pjmedia_transport* CallMedia::createTransport(in_addr caller) {
  RtpTransportOptions options;
  options.endpoint = pjsua_get_pjmedia_endpt();
  options.ports = &around_.ports;
  options.address = parsed(around_.options.address);
  options.advertised = advertisedAddress(around_.options, caller);
  transport_ = RtpTransport::create(options);
  if (transport_ == nullptr) return nullptr;
  pjmedia_transport* plain = transport_->pjmediaTransport();
  return around_.options.srtp == SrtpUse::off ? plain : secured(plain);
}

// SRTP with keys in the SDP (RFC 4568), on top of the plain transport.
pjmedia_transport* CallMedia::secured(pjmedia_transport* plain) const {
  pjmedia_srtp_setting setting;
  pjmedia_srtp_setting_default(&setting);
  setting.use = around_.options.srtp == SrtpUse::required ? PJMEDIA_SRTP_MANDATORY : PJMEDIA_SRTP_OPTIONAL;
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
  if (!onHold(info)) {
    around_.mixer.setPort(leg_.id(), port);
    tellMedia(stream, info, port->rate_hz());
  }
  return createNullPort();
}

void CallMedia::tellMedia(pjmedia_stream* stream, const pjmedia_stream_info& info, int rate_hz) {
  MediaInfo media;
  media.codec = codecOf(info.fmt);
  media.rate_hz = rate_hz;
  media.encrypted = encrypted(stream);
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
