// Follows one cadence from one of its stretches on, phase by phase.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tone_phases.hpp"

namespace partyline::dsp {

// A stretch by the place of its pair of frequencies; off_ms 0: nothing between it and the next. on_ms 0: it goes on for ever.
struct CadenceStretch {
  int pair;
  uint32_t on_ms;
  uint32_t off_ms;
};

class CadenceMatcher {
 public:
  // `cadence` outlives this. `sure_after_ms`: a tone that goes on is one when it is longer than any other of its frequencies sounds.
  CadenceMatcher(const std::vector<CadenceStretch>& cadence, size_t first, uint32_t sure_after_ms)
      : cadence_(&cadence), first_(first), stretch_(first), sure_after_ms_(sure_after_ms) {}

  void ended(const TonePhase& phase) noexcept;
  // While `phase` goes on. True: it is this tone.
  bool goesOn(const TonePhase& phase) noexcept;
  bool matches() const noexcept { return matches_; }
  // A whole round was heard, the silence at its end included.
  bool proven() const noexcept { return proven_; }
  // What has fitted so far did so by chance.
  void forget() noexcept { restart({TonePhase::kOther, 0}); }

 private:
  const CadenceStretch& stretch() const noexcept { return (*cadence_)[stretch_]; }
  void restart(const TonePhase& phase) noexcept;
  bool fits(const TonePhase& phase) const noexcept;
  bool mayFit(const TonePhase& phase) const noexcept;
  void advance(const TonePhase& phase) noexcept;
  bool sure(uint32_t more_ms) const noexcept;
  uint32_t expected_ms() const noexcept { return silent_ ? stretch().off_ms : stretch().on_ms; }

  const std::vector<CadenceStretch>* cadence_;
  size_t first_;
  size_t stretch_;
  uint32_t sure_after_ms_;
  bool silent_ = false;     // the silence after `stretch_` is awaited, else its sound
  uint32_t matched_ms_ = 0;
  uint32_t sounds_ = 0;
  uint32_t differing_ = 0;  // sounds in a row, each of another pair than the one before
  int last_pair_ = -1;
  bool long_sound_ = false;
  bool matches_ = false;
  bool proven_ = false;
};

}  // namespace partyline::dsp
