// The level between words: the quietest 60 ms of some seconds (minimum statistics), so that speech does not count as long as it
// pauses, or only breathes, once in that time.
#pragma once

namespace partyline::mixer {

class NoiseFloor {
 public:
  // Audio thread, once for each frame that came as it was sent. Mean square, full scale 1.
  void observe(float mean_square) noexcept;
  bool known() const noexcept { return full_windows_ > 0; }
  float meanSquare() const noexcept;

 private:
  // Eight seconds, in pieces, so that the oldest can be forgotten.
  static constexpr int kWindowFrames = 100;
  static constexpr int kWindows = 4;

  void closeWindow() noexcept;

  float before_[2] = {1, 1};  // the last two frames
  float lowest_ = 1;          // of the window that is open
  float minima_[kWindows] = {1, 1, 1, 1};
  int frames_ = 0, next_ = 0, full_windows_ = 0;
};

}  // namespace partyline::mixer
