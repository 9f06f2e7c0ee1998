#include "codecs.hpp"

#include <pjmedia-codec.h>

namespace partyline::sip {

namespace {

const char* idOf(Codec codec) {
  switch (codec) {
    case Codec::opus: return "opus/48000/2";
    case Codec::g722: return "G722/16000/1";
    case Codec::pcmu: return "PCMU/8000/1";
    case Codec::pcma: return "PCMA/8000/1";
  }
  return "";
}

// One channel of 48 kHz in frames of 20 ms. Encoding is what an Opus call costs: complexity 1 takes a quarter less of the processor
// than 5, and at the some 50 kbit/s that Opus takes by itself speech gains nothing from more. The error correction is used when
// the caller's side wants it, and assumes some loss, or the encoder would leave it out.
pj::CodecOpusConfig opusSettings(const pj::Endpoint& endpoint) {
  pj::CodecOpusConfig opus = endpoint.getCodecOpusConfig();
  opus.sample_rate = 48000;
  opus.channel_cnt = 1;
  opus.frm_ptime = 20;
  opus.frm_ptime_denum = 1;
  opus.bit_rate = 0;
  opus.packet_loss = 5;
  opus.complexity = 1;
  opus.cbr = false;
  return opus;
}

void set(pjmedia_codec_fmtp& parameters, const char* name, const char* value) {
  for (unsigned i = 0; i < parameters.cnt; i++) {
    if (pj_stricmp2(&parameters.param[i].name, name) != 0) continue;
    parameters.param[i].val = pj_str(const_cast<char*>(value));
    return;
  }
  if (parameters.cnt == PJMEDIA_CODEC_MAX_FMTP_CNT) return;
  parameters.param[parameters.cnt++] = {pj_str(const_cast<char*>(name)), pj_str(const_cast<char*>(value))};
}

// RFC 7587 6.1: what we can do with what we receive, and that we send one channel; without it pjmedia would follow a caller
// who asks for two.
void describeOpus() {
  const pj_str_t id = pj_str(const_cast<char*>("opus/48000/2"));
  pjmedia_codec_param parameters;
  if (pjsua_codec_get_param(&id, &parameters) != PJ_SUCCESS) return;
  parameters.setting.vad = 0;
  parameters.setting.plc = 1;
  set(parameters.setting.dec_fmtp, "useinbandfec", "1");
  set(parameters.setting.dec_fmtp, "sprop-stereo", "0");
  pjsua_codec_set_param(&id, &parameters);
}

// Concealment does it, without pjmedia's delay. No silence suppression: a room shall not sound dead.
void describePlain(Codec codec) {
  const pj_str_t id = pj_str(const_cast<char*>(idOf(codec)));
  pjmedia_codec_param parameters;
  if (pjsua_codec_get_param(&id, &parameters) != PJ_SUCCESS) return;
  parameters.setting.vad = 0;
  parameters.setting.plc = 0;
  pjsua_codec_set_param(&id, &parameters);
}

}  // namespace

void configureCodecs(pj::Endpoint& endpoint, const std::vector<Codec>& order) {
  for (const pj::CodecInfo& known : endpoint.codecEnum2()) endpoint.codecSetPriority(known.codecId, PJMEDIA_CODEC_PRIO_DISABLED);
  int priority = PJMEDIA_CODEC_PRIO_HIGHEST;
  for (const Codec codec : order) endpoint.codecSetPriority(idOf(codec), static_cast<pj_uint8_t>(priority--));
  endpoint.setCodecOpusConfig(opusSettings(endpoint));
  describeOpus();
  for (const Codec codec : {Codec::g722, Codec::pcmu, Codec::pcma}) describePlain(codec);
}

}  // namespace partyline::sip
