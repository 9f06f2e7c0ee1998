// A modem's 8 bit samples.
#pragma once
#include "../dsp/g711.hpp"
#include "line.hpp"

namespace partyline::lines {

inline int16_t decodeVoice(VoiceCoding coding, uint8_t byte) noexcept {
  if (coding == VoiceCoding::linear_unsigned) return static_cast<int16_t>((byte - 128) * 256);
  int16_t sample = 0;
  dsp::decode(coding == VoiceCoding::mu ? dsp::Law::mu : dsp::Law::a, &sample, &byte, 1);
  return sample;
}

inline void encodeVoice(VoiceCoding coding, uint8_t* out, const int16_t* in, size_t count) noexcept {
  if (coding != VoiceCoding::linear_unsigned) return dsp::encode(coding == VoiceCoding::mu ? dsp::Law::mu : dsp::Law::a, out, in, count);
  for (size_t i = 0; i < count; i++) out[i] = static_cast<uint8_t>((in[i] >> 8) + 128);
}

}  // namespace partyline::lines
