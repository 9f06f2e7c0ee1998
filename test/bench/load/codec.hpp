// The codecs that callers speak, in frames of 20 ms: names, numbers, encoding before the run, decoding after it.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace partyline::bench {

enum class Codec { pcmu, pcma, g722, opus };

constexpr int kFramesPerS = 50;

struct CodecFacts {
  const char* name;
  const char* rtpmap;
  int payload_type;
  int sample_rate_hz;  // of the PCM that is encoded here
  int rtp_clock_hz;    // G.722's is 8000 by RFC 3551 4.5.2, Opus' 48000 by RFC 7587 4.1
};

const CodecFacts& facts(Codec codec);
std::optional<Codec> codecByName(const std::string& name);

using Payload = std::vector<uint8_t>;
using Pcm = std::vector<int16_t>;

// Encodes whole frames of PCM at the codec's sample rate; one encoder state for all of them.
std::vector<Payload> encode(Codec codec, const Pcm& pcm);

class Decoder {
 public:
  virtual ~Decoder() = default;
  // Appends the samples of one packet, at the codec's sample rate.
  virtual void decode(const uint8_t* payload, int bytes, Pcm& pcm) = 0;
};

std::unique_ptr<Decoder> makeDecoder(Codec codec);

}  // namespace partyline::bench
