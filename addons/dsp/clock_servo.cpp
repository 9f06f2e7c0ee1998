#include "clock_servo.hpp"

#include <algorithm>

#include "block.hpp"

namespace partyline::dsp {
namespace {

constexpr double kSmoothing_s = 3;
// An error would be gone after as long, were the clocks alike: soon at first, while little is known of them.
constexpr double kFirstCorrection_s = 10, kCorrection_s = 40;
constexpr double kLearning_s = 120;
constexpr double kMost = ClockServo::kMostPpm * 1e-6;

}  // namespace

double ClockServo::steer(double error_samples, double elapsed_s) noexcept {
  const double share = elapsed_s / (kSmoothing_s + elapsed_s);
  smoothed_[0] += (error_samples - smoothed_[0]) * share;
  smoothed_[1] += (smoothed_[0] - smoothed_[1]) * share;
  age_s_ += elapsed_s;
  const double correction_s = kFirstCorrection_s + (kCorrection_s - kFirstCorrection_s) * std::min(1.0, age_s_ / kLearning_s);
  const double proportional = 1 / (correction_s * kRate_hz);
  const double wanted = proportional * smoothed_[1] + integral_;
  ratio_ = std::clamp(wanted, -kMost, kMost);
  // At the clamp the integral would only run away.
  if (ratio_ == wanted) integral_ += proportional / (5 * correction_s) * smoothed_[1] * elapsed_s;
  return ratio_;
}

}  // namespace partyline::dsp
