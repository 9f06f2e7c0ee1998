// Is somebody speaking at this seat? Measured frame by frame against the seat's own background noise.
#pragma once

namespace partyline::mixer {

class Activity {
 public:
  // Audio thread, once a tick. `mean_square` of the frame, full scale 1; 0 when there is none.
  void observe(float mean_square) noexcept;
  // What a large room lets through: opens at once, closes late.
  bool open() const noexcept { return open_frames_ > 0; }
  // What is told to people: sustained speech.
  bool talking() const noexcept { return talking_; }

 private:
  void followFloor(float mean_square) noexcept;
  void followTalking(bool loud) noexcept;

  float floor_ = 1e-6f;  // -60 dBov till it is learnt
  int open_frames_ = 0;
  int loud_frames_ = 0;
  int quiet_frames_ = 0;
  bool talking_ = false;
};

}  // namespace partyline::mixer
