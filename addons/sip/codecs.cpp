#include "codecs.hpp"

#include "opus_codec.hpp"

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
  const pj_status_t status = registerOpus(pjsua_get_pjmedia_endpt());
  if (status != PJ_SUCCESS) throw pj::Error(status, "Opus", "The codec could not be registered.", __FILE__, __LINE__);
  for (const pj::CodecInfo& known : endpoint.codecEnum2()) endpoint.codecSetPriority(known.codecId, PJMEDIA_CODEC_PRIO_DISABLED);
  int priority = PJMEDIA_CODEC_PRIO_HIGHEST;
  for (const Codec codec : order) endpoint.codecSetPriority(idOf(codec), static_cast<pj_uint8_t>(priority--));
  for (const Codec codec : {Codec::g722, Codec::pcmu, Codec::pcma}) describePlain(codec);
}

}  // namespace partyline::sip
