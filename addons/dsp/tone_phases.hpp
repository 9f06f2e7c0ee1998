// Makes of frames the phases of a cadence: a pair of frequencies, silence, or anything else, each with its length.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "tone_spectrum.hpp"

namespace partyline::dsp {

struct TonePhase {
  static constexpr int kSilence = -1, kOther = -2;
  int pair = kSilence;   // or one of the two
  uint32_t ms = 0;
};

class TonePhases {
 public:
  TonePhases() noexcept { kinds_.fill(TonePhase::kSilence); }
  // One frame in, and what is known then of the time some frames ago. True: a phase has ended, `ended` is that phase.
  bool take(ToneFrame frame) noexcept;
  const TonePhase& ended() const noexcept { return ended_; }
  // The phase that goes on.
  const TonePhase& now() const noexcept { return now_; }

 private:
  static constexpr size_t kAround = ToneSpectrum::kWindowHops;
  static constexpr size_t kFrames = 2 * kAround + 1;

  static constexpr size_t kDipHops = 2;

  int kindOfMiddle() noexcept;
  int closedKind() const noexcept;
  int nearbyPair() const noexcept;

  std::array<ToneFrame, kFrames> frames_{};
  std::array<int, 4 * kDipHops + 1> kinds_{};
  float level_ = 0;          // of the newest tone
  TonePhase now_, ended_;
  int next_ = TonePhase::kSilence;
  uint32_t next_hops_ = 0;   // frames of another kind that may be a mere gap
};

}  // namespace partyline::dsp
