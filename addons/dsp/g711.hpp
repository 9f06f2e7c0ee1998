// ITU-T G.711: A-law and µ-law to linear 16 bit and back, by tables.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::dsp {

enum class Law : uint8_t { a, mu };

// Any thread; neither waits nor allocates.
void decode(Law law, int16_t* out, const uint8_t* in, size_t count) noexcept;
void encode(Law law, uint8_t* out, const int16_t* in, size_t count) noexcept;
// What a silent channel carries.
constexpr uint8_t silenceOf(Law law) noexcept { return law == Law::a ? 0xD5 : 0xFF; }

}  // namespace partyline::dsp
