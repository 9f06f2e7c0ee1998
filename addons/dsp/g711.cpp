#include "g711.hpp"

#include <algorithm>
#include <array>

namespace partyline::dsp {
namespace {

// A code word is sign, segment of three bits, step of four. On the line every other bit of A-law, and all of µ-law, are inverted.
constexpr int kMuBias = 33;  // in units of the 14-bit scale

constexpr int16_t expandA(uint8_t code) {
  const int word = code ^ 0x55;
  const int segment = word >> 4 & 7, step = word & 15;
  const int magnitude = segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1);
  return static_cast<int16_t>((word & 0x80 ? magnitude : -magnitude) * 8);
}

constexpr int16_t expandMu(uint8_t code) {
  const int word = ~code & 0xFF;
  const int segment = word >> 4 & 7, step = word & 15;
  const int magnitude = ((2 * step + kMuBias) << segment) - kMuBias;
  return static_cast<int16_t>((word & 0x80 ? -magnitude : magnitude) * 4);
}

// The segment of a magnitude whose first one begins at 1 << `lowest`.
constexpr int segmentOf(int magnitude, int lowest) {
  int segment = 0;
  while (segment < 7 && magnitude >> (lowest + 1 + segment) != 0) ++segment;
  return segment;
}

// Of 13 bits with sign.
constexpr uint8_t compressA(int value) {
  const int magnitude = value < 0 ? -value - 1 : value;
  const int segment = magnitude < 32 ? 0 : segmentOf(magnitude, 5) + 1;
  const int step = magnitude >> (segment < 2 ? 1 : segment) & 15;
  return static_cast<uint8_t>(((value < 0 ? 0 : 0x80) | segment << 4 | step) ^ 0x55);
}

// Of 14 bits with sign.
constexpr uint8_t compressMu(int value) {
  const int absolute = value < 0 ? -value : value;
  const int magnitude = (absolute > 8158 ? 8158 : absolute) + kMuBias;
  const int segment = segmentOf(magnitude, 5);
  const int step = magnitude >> (segment + 1) & 15;
  return static_cast<uint8_t>(~((value < 0 ? 0x80 : 0) | segment << 4 | step));
}

struct Tables {
  std::array<int16_t, 256> linear{};
  std::array<uint8_t, 16384> code{};
};

// µ-law's 14 bits serve A-law too, whose lowest bit is below what it tells apart.
template <typename Expand, typename Compress>
Tables tablesOf(Expand expand, Compress compress) {
  Tables tables;
  for (int code = 0; code < 256; ++code) tables.linear[static_cast<size_t>(code)] = expand(static_cast<uint8_t>(code));
  for (int value = -8192; value < 8192; ++value) tables.code[static_cast<size_t>(value + 8192)] = compress(value);
  return tables;
}

const Tables kA = tablesOf(expandA, [](int value) { return compressA(value >> 1); });
const Tables kMu = tablesOf(expandMu, [](int value) { return compressMu(value); });

const Tables& tables(Law law) noexcept { return law == Law::a ? kA : kMu; }

}  // namespace

void decode(Law law, int16_t* out, const uint8_t* in, size_t count) noexcept {
  const auto& linear = tables(law).linear;
  for (size_t i = 0; i < count; ++i) out[i] = linear[in[i]];
}

void encode(Law law, uint8_t* out, const int16_t* in, size_t count) noexcept {
  const auto& code = tables(law).code;
  // A-law's decision values lie so that it is rounded down, µ-law's so that it is towards zero.
  if (law == Law::a) std::transform(in, in + count, out, [&](int sample) { return code[static_cast<size_t>((sample >> 2) + 8192)]; });
  else std::transform(in, in + count, out, [&](int sample) { return code[static_cast<size_t>(sample / 4 + 8192)]; });
}

}  // namespace partyline::dsp
