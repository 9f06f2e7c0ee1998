#include "span_clock.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::lines {
namespace {

constexpr int64_t kGapNs = 100 * 1000000;
constexpr uint64_t kWindowBlocks = 50;
constexpr double kWindowSeconds = 1;
constexpr double kTickSeconds = 0.02;
// A critically damped loop of 0.05 rad/s: half a minute to settle, deaf to the jitter of a window.
constexpr double kProportional = 0.1;
constexpr double kIntegral = 0.0025;
constexpr double kMostStepPpm = 10;
constexpr double kSteadySeconds = 0.002;
// In a window no clock drifts as far: blocks were lost, or the machine stumbles.
constexpr double kJumpTicks = 0.025;

}  // namespace

void SpanClock::tick(const void* channel, int group, int64_t now_ns) noexcept {
  if (!channel_) {
    channel_ = channel;
    group_ = group;
    restart();
  }
  if (channel != channel_) return;
  if (blocks_ > 0 && now_ns - last_ns_ > kGapNs) restart();
  last_ns_ = now_ns;
  const double offset = mixer_.positionAt(now_ns) - static_cast<double>(blocks_++);
  least_ = blocks_ % kWindowBlocks == 1 ? offset : std::min(least_, offset);
  if (blocks_ % kWindowBlocks == 0) closeWindow(now_ns);
}

void SpanClock::closeWindow(int64_t now_ns) noexcept {
  if (!has_phase_) phase_ = last_least_ = least_;
  has_phase_ = true;
  if (std::fabs(least_ - last_least_) > kJumpTicks) return restart();
  last_least_ = least_;
  const double ahead_s = (least_ - phase_) * kTickSeconds;
  learnt_ppm_ = std::clamp(learnt_ppm_ - kIntegral * ahead_s * kWindowSeconds * 1e6, -rt::TickClock::kMostPpm, rt::TickClock::kMostPpm);
  const double wanted_ppm = learnt_ppm_ - kProportional * ahead_s * 1e6;
  mixer_.steer(std::clamp(wanted_ppm, mixer_.ppm() - kMostStepPpm, mixer_.ppm() + kMostStepPpm), now_ns);
  steady_windows_ = std::fabs(ahead_s) < kSteadySeconds ? steady_windows_ + 1 : 0;
}

void SpanClock::restart() noexcept {
  blocks_ = 0;
  has_phase_ = false;
  steady_windows_ = 0;
}

void SpanClock::leave(const void* channel) noexcept {
  if (channel != channel_) return;
  channel_ = nullptr;
  group_ = 0;
  restart();
}

}  // namespace partyline::lines
