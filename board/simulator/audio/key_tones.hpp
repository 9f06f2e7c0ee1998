// The keypad of a telephone: keys pressed one after the other, each heard as two sines (ITU-T Q.23).
#pragma once
#include <string>

#include "block.hpp"
#include "oscillator.hpp"

namespace partyline::simulator {

struct KeyTiming {
  int on_ms = 100;
  int pause_ms = 100;
  double dbm0 = -8;    // of both sines together
  double twist_db = 0;  // how much louder the high one is
};

class KeyTones {
 public:
  // `keys`: 0-9, A-D, *, #; a comma is half a second's pause.
  void press(const std::string& keys, KeyTiming timing);
  void stop();
  static bool isKey(char key);
  bool isIdle() const { return at_ >= keys_.size() && left_ == 0 && !sounding_; }

  void addTo(Block& block);

 private:
  void next();

  std::string keys_;
  size_t at_ = 0;
  KeyTiming timing_;
  bool sounding_ = false;
  int left_ = 0;  // samples of this tone or pause
  Oscillator oscillator_;
};

}  // namespace partyline::simulator
