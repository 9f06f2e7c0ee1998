#include "loop_pulses.hpp"

#include <utility>

namespace partyline::simulator {

namespace {

constexpr int kCommaMs = 500;

}  // namespace

void LoopPulses::dial(std::string digits, PulseTiming timing, std::function<void()> done) {
  digits_ = std::move(digits);
  timing_ = timing;
  done_ = std::move(done);
  timer_.start(0, [this] { nextDigit(); });
}

void LoopPulses::stop() {
  timer_.stop();
  done_ = nullptr;
}

void LoopPulses::nextDigit() {
  if (digits_.empty()) {
    if (const auto done = std::exchange(done_, nullptr)) done();
    return;
  }
  const char digit = digits_.front();
  digits_.erase(0, 1);
  if (digit == ',') return timer_.start(kCommaMs, [this] { nextDigit(); });
  pulses_ = digit == '0' ? 10 : digit - '0';
  open();
}

void LoopPulses::open() {
  feed_.setLoop(false);
  timer_.start(timing_.break_ms, [this] { close(); });
}

void LoopPulses::close() {
  feed_.setLoop(true);
  if (--pulses_ > 0) timer_.start(timing_.make_ms, [this] { open(); });
  else timer_.start(timing_.between_digits_ms, [this] { nextDigit(); });
}

}  // namespace partyline::simulator
