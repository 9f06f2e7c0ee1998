// Dialling by opening the loop: so many times as the digit says, ten for 0.
#pragma once
#include <functional>
#include <string>

#include "../line/pair.hpp"
#include "../loop/line_clock.hpp"

namespace partyline::simulator {

struct PulseTiming {
  int break_ms = 60;
  int make_ms = 40;
  int between_digits_ms = 800;
};

class LoopPulses {
 public:
  LoopPulses(LineClock& clock, LineFeed& feed) : feed_(feed), timer_(clock) {}

  // Digits 0-9 and commas (half a second). `done` once the last is dialled.
  void dial(std::string digits, PulseTiming timing, std::function<void()> done);
  // The loop is left as it is.
  void stop();
  bool isIdle() const { return !timer_.isRunning(); }

 private:
  void nextDigit();
  void open();
  void close();

  LineFeed& feed_;
  Timer timer_;
  std::string digits_;
  PulseTiming timing_;
  std::function<void()> done_;
  int pulses_ = 0;
};

}  // namespace partyline::simulator
