#include "cadence_matcher.hpp"

#include <algorithm>

namespace partyline::dsp {
namespace {

// So much of a cadence must have been heard, with two sounds or a long one in it; or three sounds that all differ.
constexpr uint32_t kSure_ms = 1800;
constexpr uint32_t kLongSound_ms = 800;
constexpr uint32_t kDiffering = 3;
constexpr uint32_t kLeastTolerance_ms = 30;
// A phase is measured in frames of 10 ms, from edge to edge.
constexpr uint32_t kMeasured_ms = 15;

uint32_t tolerance_ms(uint32_t ms) noexcept { return std::max(kLeastTolerance_ms, ms / 10) + kMeasured_ms; }

}  // namespace

bool CadenceMatcher::mayFit(const TonePhase& phase) const noexcept {
  if (phase.pair != (silent_ ? TonePhase::kSilence : stretch().pair)) return false;
  return expected_ms() == 0 || phase.ms <= expected_ms() + tolerance_ms(expected_ms());
}

bool CadenceMatcher::fits(const TonePhase& phase) const noexcept {
  return mayFit(phase) && expected_ms() != 0 && phase.ms + tolerance_ms(expected_ms()) >= expected_ms();
}

void CadenceMatcher::ended(const TonePhase& phase) noexcept {
  if (!fits(phase)) restart(phase);
  else advance(phase);
}

bool CadenceMatcher::sure(uint32_t more_ms) const noexcept {
  if (differing_ >= kDiffering) return true;
  return matched_ms_ + more_ms >= kSure_ms && (sounds_ >= 2 || long_sound_);
}

void CadenceMatcher::advance(const TonePhase& phase) noexcept {
  matched_ms_ = std::min(matched_ms_ + phase.ms, kSure_ms);
  if (!silent_) {
    differing_ = sounds_ > 0 && phase.pair == last_pair_ ? 0 : differing_ + 1;
    last_pair_ = phase.pair;
    ++sounds_;
    long_sound_ = long_sound_ || phase.ms >= kLongSound_ms;
  }
  if (!silent_ && stretch().off_ms > 0) {
    silent_ = true;
    return;
  }
  silent_ = false;
  stretch_ = (stretch_ + 1) % cadence_->size();
  proven_ = proven_ || stretch_ == first_;
}

// What broke one round may begin the next.
void CadenceMatcher::restart(const TonePhase& phase) noexcept {
  stretch_ = first_;
  silent_ = long_sound_ = matches_ = proven_ = false;
  matched_ms_ = sounds_ = differing_ = 0;
  if (fits(phase)) advance(phase);
}

bool CadenceMatcher::goesOn(const TonePhase& phase) noexcept {
  if (!mayFit(phase)) {
    if (matches_) forget();
    return false;
  }
  if (expected_ms() == 0) matches_ = matches_ || phase.ms >= sure_after_ms_;
  else matches_ = matches_ || sure(silent_ ? phase.ms : 0);
  return matches_;
}

}  // namespace partyline::dsp
