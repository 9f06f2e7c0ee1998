// All cards together, as `ctl` and the numbers of channels and spans know them.
#pragma once
#include <vector>

#include "card.hpp"

namespace partyline::simulator {

class Machine {
 public:
  void add(Card& card) { cards_.push_back(&card); }

  // nullptr: there is none of that number, or its card is pulled out.
  Channel* channel(int number) const;
  std::vector<int> channelNumbers() const;

  // Calls on `ctl`, and those of `channel` that are about a span or another channel. `own` may be null.
  Reply control(unsigned command, const Bytes& argument, const Channel* own) const;

 private:
  Reply spanStatus(const Bytes& argument, const Channel* own) const;
  Reply parameters(const Bytes& argument) const;
  Reply setParameters(const Bytes& argument) const;
  Reply attachEchoCanceller(const Bytes& argument) const;
  const Card* cardOfSpan(int number) const;

  std::vector<Card*> cards_;
};

}  // namespace partyline::simulator
