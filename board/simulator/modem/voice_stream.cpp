#include "voice_stream.hpp"

#include <utility>

#include "../audio/law.hpp"

namespace partyline::simulator {

namespace {

constexpr uint8_t kDle = 0x10;
constexpr size_t kMostSamples = 4096;

uint8_t coded(VoiceCoding coding, int16_t sample) {
  if (coding == VoiceCoding::mu_law) return encoded(Law::mu, sample);
  return static_cast<uint8_t>((sample >> 8) + 128);
}

int16_t uncoded(VoiceCoding coding, uint8_t byte) {
  if (coding == VoiceCoding::mu_law) return decoded(Law::mu, byte);
  return static_cast<int16_t>((byte - 128) * 256);
}

}  // namespace

std::string dleCode(char code) { return {static_cast<char>(kDle), code}; }

void VoiceStream::begin() {
  samples_.clear();
  shielded_ = after_doubled_dle_ = overrun_ = false;
}

bool VoiceStream::take(uint8_t byte) {
  if (!shielded_) {
    shielded_ = byte == kDle;
    if (shielded_) return false;
    after_doubled_dle_ = false;
    return keep(byte), false;
  }
  shielded_ = false;
  if (byte == kDle) {
    after_doubled_dle_ = true;
    return keep(byte), false;
  }
  const bool in_time = !model_.end_needs_doubled_dle || after_doubled_dle_;
  return in_time && model_.end_codes.find(static_cast<char>(byte)) != std::string::npos;
}

void VoiceStream::keep(uint8_t sample) {
  if (samples_.size() < kMostSamples) samples_.push_back(sample);
  else overrun_ = true;
}

bool VoiceStream::speak(Block& said) {
  size_t at = 0;
  for (; at < said.size() && !samples_.empty(); at++) {
    said[at] = uncoded(model_.coding, samples_.front());
    samples_.pop_front();
  }
  return at == said.size();
}

std::string VoiceStream::heard(const Block& block) const {
  std::string bytes;
  for (const int16_t sample : block) {
    const uint8_t byte = coded(model_.coding, sample);
    if (byte == kDle) bytes += static_cast<char>(kDle);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

bool VoiceStream::overrun() { return std::exchange(overrun_, false); }

}  // namespace partyline::simulator
