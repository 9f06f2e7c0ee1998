// Finds DTMF in a seat's audio (in-band digits) and keeps it from the room: the audio comes out one frame later, and silent
// from the first evidence of a digit till the digit's end.
#pragma once
#include <spandsp.h>

#include <memory>

#include "converter.hpp"

namespace partyline::mixer {

class DigitDetector {
 public:
  // Control thread: allocates.
  explicit DigitDetector(int rate);
  // Audio thread. Takes a frame (`present` false: none came) and puts the one before it in its place; false: nothing to hear.
  bool process(int16_t* frame, bool present) noexcept;
  // A digit that ended in the last frame, or 0.
  char ended() const noexcept { return ended_; }
  uint32_t duration_ms() const noexcept { return ended_frames_ * kFrameMs; }
  bool hearsTone() const noexcept { return quiet_frames_ == 0; }

 private:
  struct Free {
    void operator()(dtmf_rx_state_t* state) const { dtmf_rx_free(state); }
  };
  static void onChange(void* self, int code, int level, int delay);
  void change(char digit) noexcept;
  void detect(const int16_t* in) noexcept;

  int rate_;
  std::unique_ptr<dtmf_rx_state_t, Free> state_;
  std::unique_ptr<Converter> decimator_;
  int16_t delayed_[kMaxFrameSamples] = {};
  bool has_delayed_ = false;
  int quiet_frames_ = 100;   // since the last evidence of a tone
  char digit_ = 0;
  uint32_t digit_frames_ = 0;
  char ended_ = 0;
  uint32_t ended_frames_ = 0;
};

}  // namespace partyline::mixer
