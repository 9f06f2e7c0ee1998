// Digits that somebody dials at the exchange, by DTMF or by pulses of his loop.
#pragma once
#include <functional>
#include <string>

#include "../audio/digit_receiver.hpp"
#include "../loop/line_clock.hpp"

namespace partyline::simulator {

enum class DialWay { tone, pulse };

class DigitCollector {
 public:
  using Digit = std::function<void(char digit, DialWay way)>;
  DigitCollector(LineClock& clock, Digit digit);

  void take(const Block& said) { receiver_.take(said); }
  // The loop was open for so short a time that it was a pulse.
  void pulse();
  void reset();

 private:
  void pulsesEnd();

  const Digit digit_;
  DigitReceiver receiver_;
  Timer pause_;
  int pulses_ = 0;
};

}  // namespace partyline::simulator
