// Takes dial tones of any country (300 to 480 Hz) out of narrow-band audio and leaves DTMF, whose lowest is 697 Hz, as it is.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::mixer {

class DialToneFilter {
 public:
  // Audio thread. 8 kHz; `out` may be `in`.
  void run(int16_t* out, const int16_t* in, size_t count) noexcept;

 private:
  static constexpr int kSections = 2;
  float history_[kSections][2] = {};
};

}  // namespace partyline::mixer
