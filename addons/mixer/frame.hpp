// The inner loops: a frame at a time, written so that the compiler turns them into vector code. Audio thread; no state.
#pragma once
#include <cstdint>

namespace partyline::mixer {

// Samples to read. `Wide`: a sum of any number of seats.
struct Narrow {
  const int16_t* data;
  int samples;
};
struct Wide {
  const int32_t* data;
  int samples;
};

// A gain that goes from one value to another in a straight line through a frame; 1 is unity.
struct Ramp {
  float from, to;
  bool is(float gain) const noexcept { return from == gain && to == gain; }
};

void widen(int32_t* out, const int16_t* in, int samples) noexcept;
void add(int32_t* sum, const int16_t* in, int samples) noexcept;
void add(int32_t* sum, const int32_t* in, int samples) noexcept;
void subtract(int32_t* out, Wide sum, const int16_t* own) noexcept;
// Saturates what does not fit.
void narrow(int16_t* out, Wide in) noexcept;
void scale(int32_t* samples_io, int samples, Ramp gain) noexcept;
void addScaled(int32_t* sum, Narrow in, Ramp gain) noexcept;
// The greatest absolute value.
int32_t peak(Wide in) noexcept;
// Mean of the squares, full scale being 1: 0 only for digital silence.
float meanSquare(Narrow in) noexcept;
// Zeros, or the constant that stands for them in A-law, which has no zero (ITU-T G.711, table 1a: the smallest value is 8).
bool isSilence(Narrow in) noexcept;

// dBov (RFC 6464: 0 is the loudest square wave, a full-scale sine is -3), -127 for digital silence.
float dbov(float mean_square) noexcept;
float linear(float db) noexcept;

}  // namespace partyline::mixer
