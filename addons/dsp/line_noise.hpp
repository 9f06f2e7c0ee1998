// The noise of a line: its level and colour are learnt in the pauses, so that a gap can be filled without being noticed.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::dsp {

class LineNoise {
 public:
  LineNoise() noexcept;
  // Line thread. Any short stretch of what comes from the line, without its echo.
  void learn(const int16_t* samples, size_t count) noexcept;
  // Line thread. The next sample of such noise.
  float next() noexcept;
  // Mean square.
  float power() const noexcept { return power_; }

 private:
  void take(float power, float correlation) noexcept;

  float smoothed_ = 0;
  float power_;
  float correlation_ = 0;   // of a sample with its neighbour
  // The least in the stretch of time that runs, and in the one before.
  float least_now_ = 1e12f, least_before_ = 1e12f;
  size_t stretch_samples_ = 0;
  float last_ = 0;
  uint32_t random_ = 1;
};

}  // namespace partyline::dsp
