#include "opus_codec.hpp"

#include <pjmedia-codec.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "opus_coder.hpp"

namespace partyline::sip {

namespace {

// RFC 7587 7: always told so, whatever is sent.
constexpr unsigned kRtpRateHz = 48000;
constexpr unsigned kRtpChannels = 2;
constexpr unsigned kFrameMs = OpusCoder::kPieceMs;
constexpr unsigned kMaxBitRate = 510000;
// A packet of the network, and a byte more for each piece that it is cut into.
constexpr size_t kPacketBytes = 1600;
// pjmedia takes a change of the packets' duration from here, above the samples of a piece.
constexpr pj_uint32_t kDurationChanged = 0x10000;

// pjmedia's handle with what is behind it.
struct OpusCodec {
  pjmedia_codec handle{};
  std::unique_ptr<OpusCoder> coder;
  int piece_samples = 0;
  std::array<uint8_t, kPacketBytes> pieces{};
};

OpusCodec& of(pjmedia_codec* codec) { return *static_cast<OpusCodec*>(codec->codec_data); }

size_t samplesIn(size_t bytes) { return bytes / sizeof(int16_t); }

unsigned parameter(const pjmedia_codec_fmtp& parameters, const char* name) {
  for (unsigned i = 0; i < parameters.cnt; i++) {
    if (pj_stricmp2(&parameters.param[i].name, name) == 0) return static_cast<unsigned>(pj_strtoul(&parameters.param[i].val));
  }
  return 0;
}

void setAudio(pjmedia_frame* frame, size_t bytes) {
  frame->type = PJMEDIA_FRAME_TYPE_AUDIO;
  frame->size = bytes;
}

pj_status_t init(pjmedia_codec*, pj_pool_t*) { return PJ_SUCCESS; }
pj_status_t close(pjmedia_codec*) { return PJ_SUCCESS; }
pj_status_t modify(pjmedia_codec*, const pjmedia_codec_param*) { return PJ_SUCCESS; }

pj_status_t open(pjmedia_codec* handle, pjmedia_codec_param* parameters) {
  OpusSettings settings;
  settings.rate_hz = parameters->info.clock_rate;
  settings.bit_rate = parameter(parameters->setting.enc_fmtp, "maxaveragebitrate");
  settings.constant_bit_rate = parameter(parameters->setting.enc_fmtp, "cbr") != 0;
  OpusCodec& codec = of(handle);
  codec.coder = OpusCoder::create(settings);
  codec.piece_samples = static_cast<int>(settings.rate_hz / 1000 * kFrameMs);
  return codec.coder ? PJ_SUCCESS : PJMEDIA_CODEC_EFAILED;
}

// Hands out the pieces of a packet, which lie in the codec until the next call.
pj_status_t parse(pjmedia_codec* handle, void* packet, pj_size_t size, const pj_timestamp* at, unsigned* count, pjmedia_frame frames[]) {
  OpusCodec& codec = of(handle);
  const auto cut = codec.coder->cut(static_cast<const uint8_t*>(packet), size);
  if (!cut) return PJMEDIA_CODEC_EINMODE;
  *count = std::min(*count, static_cast<unsigned>(cut->count));
  size_t used = 0;
  for (unsigned i = 0; i < *count; i++) {
    uint8_t* to = codec.pieces.data() + used;
    const size_t bytes = codec.coder->piece(*cut, static_cast<int>(i), to, codec.pieces.size() - used);
    if (bytes == 0) return PJMEDIA_CODEC_EFRMTOOSHORT;
    setAudio(&frames[i], bytes);
    frames[i].buf = to;
    frames[i].bit_info = static_cast<pj_uint32_t>(cut->samples_a_piece);
    frames[i].timestamp.u64 = at->u64 + i * static_cast<pj_uint64_t>(cut->samples_a_piece);
    used += bytes;
  }
  if (codec.piece_samples != cut->samples_a_piece) frames[0].bit_info |= kDurationChanged;
  codec.piece_samples = cut->samples_a_piece;
  return PJ_SUCCESS;
}

pj_status_t encode(pjmedia_codec* handle, const pjmedia_frame* input, unsigned room, pjmedia_frame* output) {
  const auto* samples = static_cast<const int16_t*>(input->buf);
  const size_t bytes = of(handle).coder->encode(samples, samplesIn(input->size), static_cast<uint8_t*>(output->buf), room);
  if (bytes == 0) return PJMEDIA_CODEC_EFAILED;
  setAudio(output, bytes);
  output->timestamp = input->timestamp;
  return PJ_SUCCESS;
}

pj_status_t decode(pjmedia_codec* handle, const pjmedia_frame* input, unsigned room, pjmedia_frame* output) {
  OpusCoder& coder = *of(handle).coder;
  auto* samples = static_cast<int16_t*>(output->buf);
  const size_t count = coder.decode(static_cast<const uint8_t*>(input->buf), input->size, samples, samplesIn(room));
  if (count == 0) return PJMEDIA_CODEC_EFAILED;
  setAudio(output, count * sizeof(int16_t));
  output->timestamp = input->timestamp;
  return PJ_SUCCESS;
}

pj_status_t recover(pjmedia_codec* handle, unsigned room, pjmedia_frame* output) {
  OpusCodec& codec = of(handle);
  const size_t wanted = std::min(samplesIn(room), static_cast<size_t>(codec.piece_samples));
  const size_t count = codec.coder->conceal(static_cast<int16_t*>(output->buf), wanted);
  if (count == 0) return PJMEDIA_CODEC_EFAILED;
  setAudio(output, count * sizeof(int16_t));
  return PJ_SUCCESS;
}

pjmedia_codec_op* operations() {
  static pjmedia_codec_op table{&init, &open, &close, &modify, &parse, &encode, &decode, &recover};
  return &table;
}

pj_status_t serves(pjmedia_codec_factory*, const pjmedia_codec_info* info) {
  const bool opus = info->type == PJMEDIA_TYPE_AUDIO && pj_stricmp2(&info->encoding_name, "opus") == 0;
  return opus ? PJ_SUCCESS : PJMEDIA_CODEC_EUNSUP;
}

pj_status_t describe(pjmedia_codec_factory*, const pjmedia_codec_info* info, pjmedia_codec_param* parameters) {
  *parameters = {};
  parameters->info.pt = static_cast<pj_uint8_t>(info->pt);
  parameters->info.clock_rate = kRtpRateHz;
  parameters->info.channel_cnt = 1;
  parameters->info.max_bps = kMaxBitRate;
  parameters->info.frm_ptime = kFrameMs;
  parameters->info.frm_ptime_denum = 1;
  parameters->info.pcm_bits_per_sample = 16;
  parameters->info.max_rx_frame_size = kPacketBytes;
  parameters->setting.frm_per_pkt = 1;
  parameters->setting.plc = 1;
  // RFC 7587 6.1: one channel is sent. Without it pjmedia takes two from a caller who asks for them.
  static char name[] = "sprop-stereo";
  static char value[] = "0";
  parameters->setting.dec_fmtp.cnt = 1;
  parameters->setting.dec_fmtp.param[0] = {pj_str(name), pj_str(value)};
  return PJ_SUCCESS;
}

pj_status_t list(pjmedia_codec_factory*, unsigned* count, pjmedia_codec_info codecs[]) {
  if (*count == 0) return PJ_SUCCESS;
  static char name[] = "opus";
  codecs[0] = {};
  codecs[0].type = PJMEDIA_TYPE_AUDIO;
  codecs[0].pt = PJMEDIA_RTP_PT_OPUS;
  codecs[0].encoding_name = pj_str(name);
  codecs[0].clock_rate = kRtpRateHz;
  codecs[0].channel_cnt = kRtpChannels;
  *count = 1;
  return PJ_SUCCESS;
}

// From here to `release` pjmedia owns the codec.
pj_status_t allocate(pjmedia_codec_factory* factory, const pjmedia_codec_info*, pjmedia_codec** handle) {
  OpusCodec* codec = std::make_unique<OpusCodec>().release();
  codec->handle.factory = factory;
  codec->handle.op = operations();
  codec->handle.codec_data = codec;
  *handle = &codec->handle;
  return PJ_SUCCESS;
}

pj_status_t release(pjmedia_codec_factory*, pjmedia_codec* handle) {
  const std::unique_ptr<OpusCodec> ended{&of(handle)};
  return PJ_SUCCESS;
}

pj_status_t destroy() { return PJ_SUCCESS; }

}  // namespace

pj_status_t registerOpus(pjmedia_endpt* endpoint) {
  static pjmedia_codec_factory_op table{&serves, &describe, &list, &allocate, &release, &destroy};
  static pjmedia_codec_factory factory;
  pjmedia_codec_opus_deinit();
  // The codec manager's list links into it.
  factory = {};
  factory.op = &table;
  return pjmedia_codec_mgr_register_factory(pjmedia_endpt_get_codec_mgr(endpoint), &factory);
}

}  // namespace partyline::sip
