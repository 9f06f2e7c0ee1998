// What all of a line's signal processing works on: blocks of 20 ms at 8 kHz.
#pragma once
#include <cstddef>

namespace partyline::dsp {

constexpr int kRate_hz = 8000;
constexpr size_t kSamplesPerMs = 8;
constexpr size_t kBlockSamples = 160;

}  // namespace partyline::dsp
