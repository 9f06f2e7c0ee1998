#include "digit_receiver.hpp"

#include <spandsp.h>

#include <utility>

namespace partyline::simulator {

struct DigitReceiver::State {
  Heard heard;
  char down = 0;
  std::unique_ptr<dtmf_rx_state_t, int (*)(dtmf_rx_state_t*)> receiver{nullptr, dtmf_rx_free};

  void changed(char digit) {
    if (down) heard(std::exchange(down, '\0'), false);
    if (digit) heard(down = digit, true);
  }
};

DigitReceiver::DigitReceiver(Heard heard) : state_(std::make_unique<State>()) {
  state_->heard = std::move(heard);
  reset();
}

DigitReceiver::~DigitReceiver() = default;

void DigitReceiver::reset() {
  state_->down = 0;
  state_->receiver.reset(dtmf_rx_init(nullptr, nullptr, nullptr));
  dtmf_rx_set_realtime_callback(state_->receiver.get(), [](void* state, int code, int, int) { static_cast<State*>(state)->changed(static_cast<char>(code)); }, state_.get());
  // With the filter that takes dial tone away: the first digit is dialled into it.
  dtmf_rx_parms(state_->receiver.get(), 1, -1, -1, -99);
}

void DigitReceiver::take(const Block& block) { dtmf_rx(state_->receiver.get(), block.data(), kBlockSamples); }

}  // namespace partyline::simulator
