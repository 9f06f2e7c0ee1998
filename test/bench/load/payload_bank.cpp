#include "payload_bank.hpp"

#include <algorithm>

#include "recording.hpp"

namespace partyline::bench {
namespace {

constexpr double kNoiseDbov = -60;
constexpr int kBackgroundSlots = 1009;  // a prime, so that offsets and cycles don't meet again soon
constexpr int kSpeechCycles = 4 * kSpeakerRoles;
constexpr int kFadeSamplesPerKhz = 5;

int frameOf(Codec codec) { return facts(codec).sample_rate_hz / kFramesPerS; }

void putMarker(Codec codec, Pcm& pcm, size_t slot) {
  const int frame = frameOf(codec);
  addTone(pcm, slot * frame, kMarkerSlots * frame, static_cast<double>(facts(codec).sample_rate_hz) / kMarkerHz);
}

// One talk spurt, with its ends faded so that they don't click.
void putSpurt(Pcm& pcm, size_t at, const int16_t* voice, int samples, int fade) {
  for (int i = 0; i < samples; ++i) {
    const double gain = std::min({1.0, static_cast<double>(i) / fade, static_cast<double>(samples - i) / fade});
    pcm[at + i] = static_cast<int16_t>(pcm[at + i] + gain * voice[i]);
  }
}

Pcm speechOf(Codec codec, int role, const Pcm& recording) {
  const int frame = frameOf(codec);
  const int cycle = kSpeechCycle.slots * frame;
  const int spurt = kSpeechCycle.speech_slots * frame;
  Pcm pcm = makeNoise(kSpeechCycles * cycle, kNoiseDbov);
  for (int c = 0; c < kSpeechCycles; ++c) {
    const size_t from = (static_cast<size_t>(c) * kSpeakerRoles + role) * spurt % (recording.size() - spurt);
    putSpurt(pcm, static_cast<size_t>(c) * cycle, &recording[from], spurt, kFadeSamplesPerKhz * frame / kSlotMs);
    if (c % kSpeakerRoles == role) putMarker(codec, pcm, c * kSpeechCycle.slots + kSpeechCycle.marker_slot);
  }
  return pcm;
}

}  // namespace

PayloadBank::PayloadBank(Codec codec, const Options& options) {
  const Pcm recording = loadRecording(options.recording, facts(codec).sample_rate_hz);
  for (int role = 0; role < kSpeakerRoles; ++role) speech_[role] = encode(codec, speechOf(codec, role, recording));
  const int frame = frameOf(codec);
  const double level = options.background == Background::noise ? kNoiseDbov : -127;
  background_ = encode(codec, makeNoise(kBackgroundSlots * frame, level));
  Pcm marker(kMarkerSlots * frame);
  putMarker(codec, marker, 0);
  marker_ = encode(codec, marker);
}

const Payload& PayloadBank::speech(int role, int64_t slot) const {
  const auto& packets = speech_[role % kSpeakerRoles];
  return packets[slot % packets.size()];
}

const Payload& PayloadBank::background(int64_t slot, int offset) const {
  return background_[(slot + offset) % background_.size()];
}

}  // namespace partyline::bench
