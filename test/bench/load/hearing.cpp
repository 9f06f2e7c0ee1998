#include "hearing.hpp"

#include <algorithm>
#include <cmath>

#include "clock.hpp"
#include "recording.hpp"
#include "script.hpp"
#include "tone_finder.hpp"

namespace partyline::bench {
namespace {

constexpr int64_t kLongestLatencyNs = 300 * kNsPerMs;
// Where speech is looked for, before a marker: the end of the talk spurt, as late as the slowest target delivers it.
constexpr int64_t kSpeechFromNs = -580 * kNsPerMs;
constexpr int64_t kSpeechToNs = -300 * kNsPerMs;

struct HeardPacket {
  int64_t received_ns;
  size_t first_sample;
};

struct HeardStream {
  std::vector<HeardPacket> packets;
  Pcm pcm;

  size_t sampleAt(int64_t ns) const {
    const auto it = std::lower_bound(packets.begin(), packets.end(), ns,
                                     [](const HeardPacket& p, int64_t t) { return p.received_ns < t; });
    return it == packets.end() ? pcm.size() : it->first_sample;
  }
  const HeardPacket& packetOf(size_t sample) const {
    const auto it = std::upper_bound(packets.begin(), packets.end(), sample,
                                     [](size_t s, const HeardPacket& p) { return s < p.first_sample; });
    return *(it - 1);
  }
};

std::vector<HeardStream> decodeAll(const Capture& capture, const std::vector<Call>& calls) {
  std::vector<HeardStream> streams(calls.size());
  std::vector<std::unique_ptr<Decoder>> decoders(calls.size());
  for (const auto& packet : capture.packets) {
    auto& decoder = decoders[packet.call];
    if (!decoder) decoder = makeDecoder(calls[packet.call].codec);
    auto& stream = streams[packet.call];
    stream.packets.push_back({packet.received_ns, stream.pcm.size()});
    decoder->decode(&capture.bytes[packet.offset], packet.length, stream.pcm);
  }
  return streams;
}

struct SpeechPower {
  double sum = 0;
  int64_t samples = 0;

  void add(const HeardStream& stream, int64_t marker_ns) {
    const size_t to = stream.sampleAt(marker_ns + kSpeechToNs);
    for (size_t i = stream.sampleAt(marker_ns + kSpeechFromNs); i < to; ++i, ++samples) {
      sum += static_cast<double>(stream.pcm[i]) * stream.pcm[i];
    }
  }
  double dbov() const {
    constexpr double kFullScale = 32768.0;
    return sum == 0 ? -127 : 10 * std::log10(sum / samples / (kFullScale * kFullScale));
  }
};

void listenForMarker(const SentMarker& marker, const HeardStream& stream, int rate_hz, Hearing& hearing) {
  ++hearing.expected;
  const size_t from = stream.sampleAt(marker.sent_ns);
  const auto tone = findTone(stream.pcm, from, stream.sampleAt(marker.sent_ns + kLongestLatencyNs), rate_hz);
  if (!tone) return;
  ++hearing.heard;
  if (tone->holes) ++hearing.damaged;
  const auto& packet = stream.packetOf(tone->onset);
  const double place_ms = 1000.0 * static_cast<double>(tone->onset - packet.first_sample) / rate_hz;
  hearing.latencies_ms.push_back(static_cast<double>(packet.received_ns - marker.sent_ns) / kNsPerMs + place_ms);
}

bool hearsItself(const SentMarker& marker, const HeardStream& stream, int rate_hz) {
  const size_t to = stream.sampleAt(marker.sent_ns + kLongestLatencyNs);
  return findTone(stream.pcm, stream.sampleAt(marker.sent_ns), to, rate_hz).has_value();
}

// A marker sent just before the end was not given the time to arrive.
bool isComplete(const SentMarker& marker, const Capture& capture) {
  return !capture.packets.empty() && marker.sent_ns + kLongestLatencyNs < capture.packets.back().received_ns;
}

}  // namespace

Hearing listen(const Capture& capture, const std::vector<Call>& calls, const Options& options) {
  const auto streams = decodeAll(capture, calls);
  Hearing hearing;
  for (const auto& call : calls) {
    if (call.late || !call.media_on) continue;
    const int rate_hz = facts(call.codec).sample_rate_hz;
    const auto& stream = streams[call.index];
    SpeechPower speech;
    for (const auto& marker : capture.markers) {
      if (marker.room != call.room || !isComplete(marker, capture)) continue;
      const bool own = marker.call == call.index;
      if (own && !options.echo) {
        if (hearsItself(marker, stream, rate_hz)) ++hearing.own;
        continue;
      }
      listenForMarker(marker, stream, rate_hz, hearing);
      if (options.pattern == Pattern::speech && call.role == kNoRole) speech.add(stream, marker.sent_ns);
    }
    if (speech.samples > 0) hearing.speech_dbov.push_back(speech.dbov());
  }
  return hearing;
}

}  // namespace partyline::bench
