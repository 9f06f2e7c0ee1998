// 20 ms of audio as it is passed from hand to hand: 8 kHz, 16 bit linear.
#pragma once
#include <array>
#include <cstdint>

namespace partyline::simulator {

constexpr int kRateHz = 8000;
constexpr int kBlockSamples = 160;
constexpr int kBlockMs = 1000 * kBlockSamples / kRateHz;
using Block = std::array<int16_t, kBlockSamples>;

}  // namespace partyline::simulator
