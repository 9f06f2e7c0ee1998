#include "tone_phases.hpp"

#include <algorithm>

#include "level_meter.hpp"

namespace partyline::dsp {
namespace {

constexpr float kSilentDbm0 = -42;
// An edge is where half of the energy is in the window.
constexpr float kHalf = 0.5f;
// After a tone, what is 10 dB weaker is silence.
constexpr float kWeaker = 0.1f;
// At its edges a tone is not recognized as such.
constexpr size_t kEdgeHops = 3;
// Shorter gaps are beats, modulation, a click.
constexpr uint32_t kGapHops = 5;

}  // namespace

bool TonePhases::take(ToneFrame frame) noexcept {
  std::copy(frames_.begin() + 1, frames_.end(), frames_.begin());
  frames_.back() = frame;
  std::copy(kinds_.begin() + 1, kinds_.end(), kinds_.begin());
  kinds_.back() = kindOfMiddle();
  const int kind = closedKind();
  constexpr auto kHopMs = static_cast<uint32_t>(ToneSpectrum::kHopMs);
  if (kind == now_.pair) {
    now_.ms += (next_hops_ + 1) * kHopMs;
    next_hops_ = 0;
    return false;
  }
  next_hops_ = kind == next_ || next_hops_ == 0 ? next_hops_ + 1 : next_hops_;
  next_ = kind;
  if (next_hops_ < kGapHops) return false;
  ended_ = now_;
  now_ = {next_, next_hops_ * kHopMs};
  next_hops_ = 0;
  return true;
}

int TonePhases::kindOfMiddle() noexcept {
  float loudest = 0;
  for (const ToneFrame& frame : frames_) loudest = std::max(loudest, frame.energy);
  const float energy = frames_[kAround].energy;
  const int pair = nearbyPair();
  if (pair >= 0 && energy >= kHalf * loudest) {
    level_ = energy;
    return pair;
  }
  const bool edge = pair >= 0 && energy < kHalf * loudest;
  const bool silent = edge || energy < meanSquareOf(kSilentDbm0) || energy < kWeaker * level_;
  return silent ? TonePhase::kSilence : TonePhase::kOther;
}

// Two tones that beat, or a modulated one, have dips of up to 40 ms: a frame between frames of a tone is the tone's.
int TonePhases::closedKind() const noexcept {
  constexpr size_t kMiddle = 2 * kDipHops;
  for (size_t i = kMiddle - kDipHops; i <= kMiddle + kDipHops; ++i) {
    const auto first = kinds_.begin() + static_cast<ptrdiff_t>(i - kDipHops), last = kinds_.begin() + static_cast<ptrdiff_t>(i + kDipHops + 1);
    if (std::none_of(first, last, [](int kind) { return kind >= 0; })) return kinds_[kMiddle];
  }
  for (size_t away = 0; away <= kDipHops; ++away) {
    if (kinds_[kMiddle - away] >= 0) return kinds_[kMiddle - away];
    if (kinds_[kMiddle + away] >= 0) return kinds_[kMiddle + away];
  }
  return kinds_[kMiddle];
}

int TonePhases::nearbyPair() const noexcept {
  for (size_t away = 0; away <= kEdgeHops; ++away) {
    if (frames_[kAround - away].pair >= 0) return frames_[kAround - away].pair;
    if (frames_[kAround + away].pair >= 0) return frames_[kAround + away].pair;
  }
  return -1;
}

}  // namespace partyline::dsp
