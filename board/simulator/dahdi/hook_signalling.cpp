#include "hook_signalling.hpp"

#include <cerrno>
#include <utility>

namespace partyline::simulator {

namespace {

// The driver's own times, ms.
constexpr int kAfterStartMs = 500;
constexpr int kKewlMs = 500;
constexpr int kAfterKewlMs = 300;
constexpr int kRingDebounceMs = 2000;  // after hanging up

}  // namespace

HookTimes defaultTimes(PortRole role) {
  HookTimes times{};
  times.prewink = 50;
  times.preflash = 50;
  times.wink = 150;
  times.flash = 750;
  times.start = role == PortRole::fxs ? 2000 : 1500;
  times.rxwink = 250;
  times.rxflash = 1250;
  times.debounce = 600;
  times.pulse_break = 50;
  times.pulse_make = 50;
  times.pulse_after = 750;
  return times;
}

HookSignalling::HookSignalling(LineClock& clock, PortRole role, Surface surface)
    : role_(role), surface_(std::move(surface)), times_(defaultTimes(role)), in_(HookIn::on_hook), out_timer_(clock), in_timer_(clock), pulse_timer_(clock),
      ring_trailer_(clock), clock_(clock) {}

void HookSignalling::setCadence(const RingCadence& cadence, size_t repeat_from) {
  cadence_ = cadence;
  repeat_from_ = repeat_from;
}

void HookSignalling::send(HookOut out, State state, int then_ms) {
  state_ = state;
  if (then_ms > 0) out_timer_.start(then_ms, [this] { expired(); });
  else out_timer_.stop();
  if (std::exchange(out_, out) != out) surface_.sent(out);
}

int HookSignalling::operate(int operation) {
  switch (operation) {
    case DAHDI_ONHOOK: return hangUp(), 0;
    case DAHDI_OFFHOOK:
      if (state_ == State::kewl || state_ == State::afterkewl) return EBUSY;
      return send(HookOut::off_hook, State::debounce, times_.debounce), 0;
    case DAHDI_START:
    case DAHDI_RING:
      if (state_ != State::on_hook) return EBUSY;
      cadence_at_ = 0;
      if (role_ == PortRole::fxs) send(HookOut::start, State::ring_on, cadence_[0]);
      else send(HookOut::start, State::start, times_.start);
      return EINPROGRESS;
    case DAHDI_WINK:
      if (state_ != State::on_hook) return EBUSY;
      return send(HookOut::on_hook, State::prewink, times_.prewink), EINPROGRESS;
    case DAHDI_FLASH:
      if (state_ != State::off_hook) return EBUSY;
      return send(HookOut::off_hook, State::preflash, times_.preflash), EINPROGRESS;
    case DAHDI_RINGOFF: return send(HookOut::on_hook, State::on_hook, 0), 0;
    default: return EINVAL;
  }
}

bool HookSignalling::isBusy() const { return state_ == State::prewink || state_ == State::wink || state_ == State::preflash || state_ == State::flash; }

void HookSignalling::hangUp() {
  on_hook_in_kewl_ = false;
  pulses_ = 0;
  if (role_ == PortRole::fxo) no_ring_before_ms_ = clock_.now_ms() + kRingDebounceMs;
  const bool far_end_is_there = in_ != HookIn::on_hook || in_timer_.isRunning();
  if (role_ == PortRole::fxs && state_ != State::on_hook && far_end_is_there) send(HookOut::kewl, State::kewl, kKewlMs);
  else send(HookOut::on_hook, State::on_hook, 0);
}

void HookSignalling::reset() {
  hangUp();
  in_timer_.stop();
  pulse_timer_.stop();
  ring_trailer_.stop();
  counted_ = 0;
  told_off_hook_ = false;
  times_ = defaultTimes(role_);
}

void HookSignalling::ringPart(State state) {
  ++cadence_at_;
  if (cadence_at_ >= cadence_.size() || cadence_[cadence_at_] == 0) cadence_at_ = state == State::ring_on ? repeat_from_ : 0;
  const int ms = cadence_[cadence_at_];
  if (state == State::ring_on) send(HookOut::start, state, ms);
  else send(HookOut::off_hook, state, ms);
  surface_.queue(state == State::ring_on ? DAHDI_EVENT_RINGERON : DAHDI_EVENT_RINGEROFF);
}

void HookSignalling::complete() {
  surface_.queue(DAHDI_EVENT_HOOKCOMPLETE);
  surface_.wake();
}

void HookSignalling::expired() {
  switch (state_) {
    case State::ring_off: return ringPart(State::ring_on);
    case State::ring_on: return ringPart(State::ring_off);
    case State::start: return send(HookOut::off_hook, State::afterstart, kAfterStartMs);
    case State::prewink: return send(HookOut::off_hook, State::wink, times_.wink);
    case State::wink: return send(HookOut::on_hook, State::on_hook, 0), complete();
    case State::preflash: return send(HookOut::on_hook, State::flash, times_.flash);
    case State::flash:
    case State::afterstart: return send(HookOut::off_hook, State::off_hook, 0), complete();
    case State::debounce:
      send(HookOut::off_hook, State::off_hook, 0);
      if (in_ == HookIn::on_hook && times_.rxflash > 2) in_timer_.start(times_.rxflash, [this] { noFlash(); });
      return surface_.wake();
    case State::kewl: return send(HookOut::on_hook, State::afterkewl, kAfterKewlMs), complete();
    case State::afterkewl:
      if (on_hook_in_kewl_) surface_.queue(DAHDI_EVENT_ONHOOK);
      state_ = State::on_hook;
      told_off_hook_ = false;
      return;
    case State::pulse_break: return send(HookOut::off_hook, State::pulse_make, times_.pulse_make);
    case State::pulse_make:
      if (--pulses_ > 0) return send(HookOut::on_hook, State::pulse_break, times_.pulse_break);
      return send(HookOut::off_hook, State::pulse_after, times_.pulse_after);
    case State::pulse_after:
      state_ = State::off_hook;
      if (const auto done = std::exchange(pulsed_, nullptr)) done();
      return surface_.wake();
    case State::on_hook:
    case State::off_hook: return;
  }
}

bool HookSignalling::pulse(int count, std::function<void()> done) {
  if (out_ != HookOut::off_hook) return false;
  pulses_ = count;
  pulsed_ = std::move(done);
  send(HookOut::on_hook, State::pulse_break, times_.pulse_break);
  return true;
}

}  // namespace partyline::simulator
