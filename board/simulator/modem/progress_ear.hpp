// What a modem hears of an exchange's tones, in whatever country: by their rhythm, not their pitch.
#pragma once
#include "../audio/block.hpp"

namespace partyline::simulator {

class ProgressEar {
 public:
  enum class Heard { nothing, dial_tone, busy, ringing, voice };

  // 20 ms. What it is that has just been recognised; a busy tone again with each of its periods, a dial tone with each second and a half.
  Heard take(const Block& block);
  void reset() { *this = ProgressEar(); }

  // Since the last tone or voice ended; beyond counting when there was none.
  int quietMs() const { return sounding_ ? 0 : run_ms_; }
  bool heardRinging() const { return rings_ > 0; }

 private:
  Heard ended(int on_ms, int off_ms);

  bool sounding_ = false;
  int run_ms_ = 0;        // how long it has been so
  int last_on_ms_ = 0;
  int busy_periods_ = 0;
  int rings_ = 0;
  int voice_ms_ = 0;
};

}  // namespace partyline::simulator
