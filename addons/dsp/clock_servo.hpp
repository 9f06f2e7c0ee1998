// Steers how fast a reader takes from a ring, so that what waits in it stays at its target: proportional and integral, on a fill that is
// smoothed far beyond the jitter of threads.
#pragma once

namespace partyline::dsp {

class ClockServo {
 public:
  static constexpr double kMostPpm = 200;

  // Once in every `elapsed_s`: `error_samples` is what waits beyond the target. The result is the ratio's excess over 1.
  double steer(double error_samples, double elapsed_s) noexcept;
  // What was learnt of the clocks stays; what was learnt of the fill goes.
  void restart() noexcept { smoothed_[0] = smoothed_[1] = 0; }
  // The fill was changed by a jump, which is no sign of the clocks.
  void jumped(double by_samples) noexcept {
    for (double& error : smoothed_) error += by_samples;
  }
  double smoothedError() const noexcept { return smoothed_[1]; }
  double ratio() const noexcept { return ratio_; }

 private:
  double smoothed_[2] = {};
  double integral_ = 0;
  double age_s_ = 0;
  double ratio_ = 0;
};

}  // namespace partyline::dsp
