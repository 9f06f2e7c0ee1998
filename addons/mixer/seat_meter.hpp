// What is heard at a seat, for those who look for who brings noise or echo: written by the audio thread, read by any.
#pragma once
#include <atomic>

#include "echo_finder.hpp"
#include "mixer.hpp"
#include "noise_floor.hpp"

namespace partyline::mixer {

class SeatMeter {
 public:
  // Audio thread, each once a tick, in this order. What came: the mean squares of both halves of the frame, and what it is.
  void observe(const float (&halves)[2], Received received, bool talking) noexcept;
  void sent(const int16_t* frame, int samples) noexcept;
  // For another far end, or another way to it.
  void reset() noexcept;

  // Any thread.
  SeatFigures figures() const noexcept;

 private:
  static constexpr int kPublishTicks = 1000 / kFrameMs;

  void followSpeech(float mean_square, bool talking) noexcept;
  void publish() noexcept;

  NoiseFloor noise_;
  EchoFinder echo_;
  float speech_ = 0;  // mean square of words; 0: none yet
  int speech_frames_ = 0;
  uint32_t silent_ticks_ = 0;
  int ticks_ = 0;
  bool heard_ = false;     // in this tick, as it was sent
  float amplitude_ = 0;    // of the first half of the frame
  std::atomic<float> noise_dbov_{kUnknown}, speech_dbov_{kUnknown}, echo_db_{kUnknown};
  std::atomic<int> echo_delay_ms_{0};
  std::atomic<uint32_t> silent_ms_{0};

  static constexpr float kUnknown = 1000.0f;
};

}  // namespace partyline::mixer
