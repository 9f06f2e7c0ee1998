#include "card.hpp"

namespace partyline::simulator {

bool Card::pullOut() {
  if (!plugged_in_) return false;
  plugged_in_ = false;
  for (Channel* channel : span().channels) channel->remove();
  powered(false);
  return true;
}

bool Card::plugIn() {
  if (plugged_in_) return false;
  plugged_in_ = true;
  powered(true);
  return true;
}

}  // namespace partyline::simulator
