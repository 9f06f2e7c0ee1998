// What a canceller achieves: echo return loss, and its enhancement by the filter alone.
#pragma once
#include <atomic>
#include <cstdint>

#include "echo_canceller.hpp"

namespace partyline::dsp {

class EchoMeter {
 public:
  // Line thread. A block as it came, what the filter left of it, and what was sent.
  void take(const int16_t* received, const int16_t* left, const int16_t* sent) noexcept;
  // Line thread. The block that was taken was an echo and nothing else.
  void learn() noexcept;
  void restart() noexcept;
  // Line thread, of the newest block: enough was sent and came to tell; most of what came was left.
  bool loud() const noexcept;
  bool poor() const noexcept { return left_ > received_ / 2; }
  // Any thread.
  EchoFigures figures() const noexcept;

 private:
  void tell() noexcept;

  float received_ = 0, left_ = 0, sent_ = 0;
  float mean_received_ = 0, mean_left_ = 0, mean_sent_ = 0;
  int learnt_blocks_ = 0;
  std::atomic<bool> measured_{false};
  std::atomic<float> return_loss_db_{0};
  std::atomic<float> enhancement_db_{0};
};

}  // namespace partyline::dsp
