#include "digit_collector.hpp"

#include <utility>

namespace partyline::simulator {

namespace {

constexpr int kBetweenDigitsMs = 250;  // longer than any make of a digit's own pulses

}  // namespace

DigitCollector::DigitCollector(LineClock& clock, Digit digit)
    : digit_(std::move(digit)), receiver_([this](char key, bool down) {
        // When it is let go: whoever answers at once must not hear the end of the last one.
        if (!down) digit_(key, DialWay::tone);
      }),
      pause_(clock) {}

void DigitCollector::pulse() {
  ++pulses_;
  pause_.start(kBetweenDigitsMs, [this] { pulsesEnd(); });
}

void DigitCollector::pulsesEnd() {
  const int pulses = std::exchange(pulses_, 0);
  if (pulses <= 10) digit_(pulses == 10 ? '0' : static_cast<char>('0' + pulses), DialWay::pulse);
}

void DigitCollector::reset() {
  receiver_.reset();
  pause_.stop();
  pulses_ = 0;
}

}  // namespace partyline::simulator
