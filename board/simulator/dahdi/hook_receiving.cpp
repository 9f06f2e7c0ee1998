// What comes from the pair: hooks, flashes and dial pulses of a telephone; ringing, battery and far-end disconnect of a line.
#include <utility>

#include "hook_signalling.hpp"

namespace partyline::simulator {

namespace {

constexpr int kLeastPulseMs = 15;
constexpr int kLongestPulseMs = 200;
constexpr int kPulseTimeoutMs = 250;
constexpr int kRingTrailerMs = 50;

// Ten pulses are 0; the two that no telephone dials are * and #.
char digitOf(int pulses) {
  constexpr char digits[] = "?1234567890*#";
  return digits[pulses];
}

}  // namespace

void HookSignalling::received(HookIn in) {
  const HookIn before = std::exchange(in_, in);
  if (before == in) return;
  if (role_ == PortRole::fxo) return lineChanged(before == HookIn::ring);
  if (in == HookIn::off_hook) telephoneOffHook();
  else telephoneOnHook();
}

void HookSignalling::telephoneOffHook() {
  if (state_ == State::start) send(HookOut::off_hook, State::afterstart, 1);
  on_hook_in_kewl_ = false;
  if (!in_timer_.isRunning()) {
    if (!std::exchange(told_off_hook_, true)) surface_.queue(DAHDI_EVENT_RINGOFFHOOK);
    return;
  }
  in_timer_.stop();
  const int64_t on_hook_ms = clock_.now_ms() - on_hook_since_ms_;
  if (on_hook_ms > kLongestPulseMs) return surface_.queue(DAHDI_EVENT_WINKFLASH);
  if (on_hook_ms < kLeastPulseMs) return;
  if (++counted_ == 1) surface_.queue(DAHDI_EVENT_PULSE_START);
  pulse_timer_.start(kPulseTimeoutMs, [this] { countPulses(); });
}

void HookSignalling::telephoneOnHook() {
  if (state_ == State::kewl) on_hook_in_kewl_ = true;
  if (state_ == State::debounce || state_ == State::kewl || state_ == State::afterkewl) return;
  on_hook_since_ms_ = clock_.now_ms();
  in_timer_.start(times_.rxflash, [this] { noFlash(); });
}

void HookSignalling::noFlash() {
  told_off_hook_ = false;
  surface_.queue(DAHDI_EVENT_ONHOOK);
}

void HookSignalling::countPulses() {
  const int pulses = std::exchange(counted_, 0);
  if (pulses >= 1 && pulses <= 12) surface_.queue(DAHDI_EVENT_PULSEDIGIT | digitOf(pulses));
}

void HookSignalling::lineChanged(bool was_ringing) {
  const bool debounced = clock_.now_ms() >= no_ring_before_ms_;
  if (in_ == HookIn::ring) {
    ring_trailer_.stop();
    if (debounced) surface_.queue(DAHDI_EVENT_RINGBEGIN);
    return;
  }
  if (was_ringing) {
    ring_trailer_.start(kRingTrailerMs, [this] {
      if (clock_.now_ms() >= no_ring_before_ms_) surface_.queue(DAHDI_EVENT_RINGOFFHOOK);
    });
  }
  if (in_ != HookIn::on_hook || state_ != State::off_hook) return;
  ring_trailer_.stop();
  surface_.queue(DAHDI_EVENT_ONHOOK);
}

}  // namespace partyline::simulator
