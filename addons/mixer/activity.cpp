#include "activity.hpp"

#include <algorithm>

#include "mixer.hpp"

namespace partyline::mixer {
namespace {

// All are mean squares: factors of 10 are 10 dB.
constexpr float kOpenAbove = 6.3f;         // 8 dB over the background opens
constexpr float kTalkingAbove = 12.6f;     // 11 dB over it is speech
constexpr float kAlwaysOpen = 6.3e-5f;     // -42 dBov: so loud is never background, however steady
constexpr float kNeverOpen = 2.0e-7f;      // -67 dBov: below this is nothing
constexpr float kTalkingAtLeast = 1.0e-5f; // -50 dBov
constexpr float kHighestFloor = 1.0e-5f;   // 8 dB above this is kAlwaysOpen
constexpr float kLowestFloor = 1.0e-8f;
constexpr float kRisePerFrame = 1.0093f;   // 2 dB a second: slower than any pause between words
constexpr float kFallPerFrame = 0.5f;

constexpr int kOpenHangover = 500 / kFrameMs;
constexpr int kTalkingHangover = 500 / kFrameMs;
constexpr int kTalkingOnset = 60 / kFrameMs;  // a click is no speech

}  // namespace

void Activity::observe(float mean_square) noexcept {
  const bool loud = mean_square > kAlwaysOpen;
  if (loud || (mean_square > floor_ * kOpenAbove && mean_square > kNeverOpen)) open_frames_ = kOpenHangover + 1;
  if (open_frames_ > 0) --open_frames_;
  followTalking(loud || (mean_square > floor_ * kTalkingAbove && mean_square > kTalkingAtLeast));
  if (mean_square > 0) followFloor(mean_square);
}

void Activity::followFloor(float mean_square) noexcept {
  if (mean_square < floor_) floor_ += (mean_square - floor_) * kFallPerFrame;
  else floor_ *= kRisePerFrame;
  floor_ = std::min(kHighestFloor, std::max(kLowestFloor, floor_));
}

void Activity::followTalking(bool loud) noexcept {
  loud_frames_ = loud ? loud_frames_ + 1 : 0;
  quiet_frames_ = loud ? 0 : quiet_frames_ + 1;
  if (loud_frames_ >= kTalkingOnset) talking_ = true;
  if (quiet_frames_ >= kTalkingHangover) talking_ = false;
}

}  // namespace partyline::mixer
