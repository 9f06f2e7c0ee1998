// Hears DTMF as the line cards and exchanges do (spandsp's detector).
#pragma once
#include <functional>
#include <memory>

#include "block.hpp"

namespace partyline::simulator {

class DigitReceiver {
 public:
  // A key goes down, or up.
  using Heard = std::function<void(char digit, bool down)>;
  explicit DigitReceiver(Heard heard);
  ~DigitReceiver();
  DigitReceiver(const DigitReceiver&) = delete;
  DigitReceiver& operator=(const DigitReceiver&) = delete;

  void take(const Block& block);
  void reset();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace partyline::simulator
