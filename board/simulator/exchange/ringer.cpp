#include "ringer.hpp"

#include <utility>

namespace partyline::simulator {

namespace {

constexpr int kAfterReversalMs = 300;   // ETSI EN 300 659-1, 6.1.2: 100 ms at least
constexpr int kBeforeRingMs = 300;      // the same: 200 to 500 ms
constexpr int kAfterBurstMs = 500;      // the same, 6.1.1: 500 to 2000 ms
constexpr int kShortestPauseMs = 1500;  // in which a number fits

CallerIdKind kindOf(CallerIdSending sending) {
  if (sending == CallerIdSending::bell202) return CallerIdKind::bell202;
  return sending == CallerIdSending::dtmf ? CallerIdKind::dtmf : CallerIdKind::v23;
}

}  // namespace

Ringer::Ringer(LineClock& clock, const ToneZone& zone, Surface surface) : zone_(zone), surface_(std::move(surface)), timer_(clock), sending_timer_(clock) {}

void Ringer::start(CallerIdSending sending, CallerId id) {
  stop();
  on_ = true;
  sending_ = sending;
  id_ = std::move(id);
  part_ = 0;
  sent_ = sending == CallerIdSending::none;
  before_ring_ = sending == CallerIdSending::v23_before_ring || sending == CallerIdSending::dtmf;
  if (!before_ring_) return burst();
  surface_.polarity(true);
  timer_.start(kAfterReversalMs, [this] { send(); });
}

void Ringer::stop() {
  timer_.stop();
  sending_timer_.stop();
  sender_.reset();
  if (!std::exchange(on_, false)) return;
  surface_.ring(false);
  if (std::exchange(before_ring_, false)) surface_.polarity(false);
}

void Ringer::send() {
  sent_ = true;
  sender_ = std::make_unique<CallerIdSender>(kindOf(sending_), id_);
}

void Ringer::burst() {
  surface_.ring(true);
  timer_.start(zone_.ringCadence()[part_], [this] { pause(); });
}

void Ringer::pause() {
  surface_.ring(false);
  const int ms = zone_.ringCadence()[part_ + 1];
  if (!sent_ && ms >= kShortestPauseMs) sending_timer_.start(kAfterBurstMs, [this] { send(); });
  part_ += 2;
  if (part_ >= zone_.ringCadence().size() || zone_.ringCadence()[part_] == 0) part_ = 0;
  timer_.start(ms, [this] { burst(); });
}

void Ringer::addTo(Block& block) {
  if (!sender_ || sender_->addTo(block)) return;
  sender_.reset();
  if (!std::exchange(before_ring_, false)) return;
  surface_.polarity(false);
  timer_.start(kBeforeRingMs, [this] { burst(); });
}

}  // namespace partyline::simulator
