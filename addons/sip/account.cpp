#include "account.hpp"

namespace partyline::sip {

namespace {

pjmedia_srtp_use srtpOf(SrtpUse use) {
  switch (use) {
    case SrtpUse::off: return PJMEDIA_SRTP_DISABLED;
    case SrtpUse::optional: return PJMEDIA_SRTP_OPTIONAL;
    case SrtpUse::required: return PJMEDIA_SRTP_MANDATORY;
  }
  return PJMEDIA_SRTP_DISABLED;
}

}  // namespace

pj::AccountConfig accountConfig(SrtpUse srtp) {
  pj::AccountConfig config;
  config.callConfig.timerUse = PJSUA_SIP_TIMER_OPTIONAL;
  config.callConfig.prackUse = PJSUA_100REL_OPTIONAL;
  config.mediaConfig.srtpUse = srtpOf(srtp);
  config.mediaConfig.srtpSecureSignaling = 0;
  config.mediaConfig.lockCodecEnabled = false;
  // pjsua's own transport is replaced as soon as it is made: the loop transport is the one that opens no sockets.
  config.mediaConfig.useLoopMedTp = true;
  config.natConfig.iceEnabled = false;
  config.natConfig.sipStunUse = PJSUA_STUN_USE_DISABLED;
  config.natConfig.mediaStunUse = PJSUA_STUN_USE_DISABLED;
  config.natConfig.sdpNatRewriteUse = 0;
  config.natConfig.sipOutboundUse = 0;
  return config;
}

void Account::open(const Options& options) {
  pj::AccountConfig config = accountConfig(options.srtp);
  config.idUri = "sip:partyline@" + (options.public_address.empty() ? options.address : options.public_address);
  create(config, true);
}

void Account::onIncomingCall(pj::OnIncomingCallParam& parameters) {
  const auto* invite = static_cast<const pjsip_rx_data*>(parameters.rdata.pjRxData);
  if (invite != nullptr) on_call_(parameters.callId, *invite);
}

}  // namespace partyline::sip
