#include "codec.hpp"

#include <opus/opus.h>
#include <spandsp.h>

#include <array>
#include <stdexcept>

namespace partyline::bench {
namespace {

constexpr std::array<CodecFacts, 4> kFacts{{
    {"pcmu", "PCMU/8000", 0, 8000, 8000},
    {"pcma", "PCMA/8000", 8, 8000, 8000},
    {"g722", "G722/8000", 9, 16000, 8000},
    {"opus", "opus/48000/2", 96, 16000, 48000},
}};

constexpr int kG722BitRate = 64000;
constexpr int kOpusBitRate = 24000;
constexpr int kMaxOpusBytes = 400;
constexpr int kMaxOpusSamples = 1920;

using OpusEncoderPtr = std::unique_ptr<OpusEncoder, decltype(&opus_encoder_destroy)>;
using OpusDecoderPtr = std::unique_ptr<OpusDecoder, decltype(&opus_decoder_destroy)>;
using G722EncoderPtr = std::unique_ptr<g722_encode_state_t, decltype(&g722_encode_free)>;
using G722DecoderPtr = std::unique_ptr<g722_decode_state_t, decltype(&g722_decode_free)>;

std::vector<Payload> encodeG711(Codec codec, const Pcm& pcm, int frame) {
  std::vector<Payload> out;
  for (size_t at = 0; at + frame <= pcm.size(); at += frame) {
    Payload payload(frame);
    for (int i = 0; i < frame; ++i) {
      payload[i] = codec == Codec::pcmu ? linear_to_ulaw(pcm[at + i]) : linear_to_alaw(pcm[at + i]);
    }
    out.push_back(std::move(payload));
  }
  return out;
}

std::vector<Payload> encodeG722(const Pcm& pcm, int frame) {
  G722EncoderPtr encoder(g722_encode_init(nullptr, kG722BitRate, 0), g722_encode_free);
  std::vector<Payload> out;
  for (size_t at = 0; at + frame <= pcm.size(); at += frame) {
    Payload payload(frame / 2);
    g722_encode(encoder.get(), payload.data(), pcm.data() + at, frame);
    out.push_back(std::move(payload));
  }
  return out;
}

std::vector<Payload> encodeOpus(const Pcm& pcm, int rate_hz, int frame) {
  int error = 0;
  OpusEncoderPtr encoder(opus_encoder_create(rate_hz, 1, OPUS_APPLICATION_VOIP, &error), opus_encoder_destroy);
  if (error != OPUS_OK) throw std::runtime_error(opus_strerror(error));
  opus_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(kOpusBitRate));
  std::vector<Payload> out;
  for (size_t at = 0; at + frame <= pcm.size(); at += frame) {
    Payload payload(kMaxOpusBytes);
    const int bytes = opus_encode(encoder.get(), pcm.data() + at, frame, payload.data(), kMaxOpusBytes);
    if (bytes < 0) throw std::runtime_error(opus_strerror(bytes));
    payload.resize(bytes);
    out.push_back(std::move(payload));
  }
  return out;
}

class G711Decoder : public Decoder {
 public:
  explicit G711Decoder(Codec codec) : codec_(codec) {}
  void decode(const uint8_t* payload, int bytes, Pcm& pcm) override {
    for (int i = 0; i < bytes; ++i) {
      pcm.push_back(codec_ == Codec::pcmu ? ulaw_to_linear(payload[i]) : alaw_to_linear(payload[i]));
    }
  }

 private:
  Codec codec_;
};

class G722Decoder : public Decoder {
 public:
  void decode(const uint8_t* payload, int bytes, Pcm& pcm) override {
    const size_t before = pcm.size();
    pcm.resize(before + 2 * static_cast<size_t>(bytes));
    pcm.resize(before + g722_decode(state_.get(), pcm.data() + before, payload, bytes));
  }

 private:
  G722DecoderPtr state_{g722_decode_init(nullptr, kG722BitRate, 0), g722_decode_free};
};

class OpusPayloadDecoder : public Decoder {
 public:
  void decode(const uint8_t* payload, int bytes, Pcm& pcm) override {
    const size_t before = pcm.size();
    pcm.resize(before + kMaxOpusSamples);
    const int samples = opus_decode(state_.get(), payload, bytes, pcm.data() + before, kMaxOpusSamples, 0);
    pcm.resize(before + (samples > 0 ? samples : 0));
  }

 private:
  OpusDecoderPtr state_{opus_decoder_create(facts(Codec::opus).sample_rate_hz, 1, nullptr), opus_decoder_destroy};
};

}  // namespace

const CodecFacts& facts(Codec codec) { return kFacts[static_cast<size_t>(codec)]; }

std::optional<Codec> codecByName(const std::string& name) {
  for (size_t i = 0; i < kFacts.size(); ++i) {
    if (name == kFacts[i].name) return static_cast<Codec>(i);
  }
  return std::nullopt;
}

std::vector<Payload> encode(Codec codec, const Pcm& pcm) {
  const int rate_hz = facts(codec).sample_rate_hz;
  const int frame = rate_hz / kFramesPerS;
  switch (codec) {
    case Codec::pcmu:
    case Codec::pcma: return encodeG711(codec, pcm, frame);
    case Codec::g722: return encodeG722(pcm, frame);
    case Codec::opus: return encodeOpus(pcm, rate_hz, frame);
  }
  throw std::logic_error("unknown codec");
}

std::unique_ptr<Decoder> makeDecoder(Codec codec) {
  switch (codec) {
    case Codec::pcmu:
    case Codec::pcma: return std::make_unique<G711Decoder>(codec);
    case Codec::g722: return std::make_unique<G722Decoder>();
    case Codec::opus: return std::make_unique<OpusPayloadDecoder>();
  }
  throw std::logic_error("unknown codec");
}

}  // namespace partyline::bench
