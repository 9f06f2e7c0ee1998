#include "subscriber_line.hpp"

#include <dahdi/user.h>

#include <utility>

namespace partyline::simulator {

namespace {

constexpr int kFirstDigitMs = 20000;
constexpr int kNextDigitMs = 6000;
constexpr int kLongestPulseMs = 180;
constexpr int kHangUpMs = 900;  // the loop is open for longer than any flash
constexpr int kBreakMs = 600;   // TR-NWT-000506: an open switching interval of 600 ms or more
constexpr int kBusy = 17, kNormal = 16, kOutOfOrder = 27;

}  // namespace

SubscriberLine::SubscriberLine(SubscriberLineParts parts)
    : parts_(std::move(parts)), clock_(parts_.exchange.clock()), loop_timer_(clock_), patience_(clock_), break_(clock_),
      ringer_(clock_, parts_.zone, {[this](bool on) { if (equipment_) equipment_->ringSignal(on); }, [this](bool reversed) { setPolarity(reversed); }}),
      collector_(clock_, [this](char key, DialWay way) { digit(key, way); }), foreign_voice_(parts_.speech) {
  parts_.exchange.attach({parts_.number, parts_.number.size()}, *this);
  ticking_ = clock_.onTick([this] { tick(); });
}

SubscriberLine::~SubscriberLine() {
  clock_.leave(ticking_);
  parts_.exchange.leave(*this);
}

void SubscriberLine::attach(LineEquipment* equipment) {
  equipment_ = nullptr;
  setLoop(false);
  equipment_ = equipment;
}

void SubscriberLine::become(LineState state) {
  if (std::exchange(state_, state) != state) parts_.changed();
}

Battery SubscriberLine::battery() const {
  if (!powered_ || broken_) return Battery::none;
  return reversed_ ? Battery::reversed : Battery::normal;
}

void SubscriberLine::tellBattery() {
  if (equipment_) equipment_->batteryChanged(battery());
  parts_.changed();
}

void SubscriberLine::setPolarity(bool reversed) {
  if (std::exchange(reversed_, reversed) != reversed) tellBattery();
}

void SubscriberLine::setBattery(bool on) {
  if (std::exchange(powered_, on) == on) return;
  if (!on) release();
  tellBattery();
  if (on && loop_closed_) taken();
}

void SubscriberLine::setForeign(bool on) {
  if (std::exchange(foreign_, on) == on) return;
  if (on) {
    if (state_ == LineState::ringing) answer();
    else if (state_ == LineState::idle) become(LineState::foreign);
  } else if (!loop_closed_) release();
  else if (state_ == LineState::foreign) taken();
}

void SubscriberLine::setLoop(bool closed) {
  if (std::exchange(loop_closed_, closed) == closed || !powered_) return;
  if (!closed) {
    opened_ms_ = clock_.now_ms();
    return loop_timer_.start(kHangUpMs, [this] { loopOpened(); });
  }
  const bool was_open_for_a_moment = loop_timer_.isRunning();
  loop_timer_.stop();
  if (!was_open_for_a_moment) return taken();
  const bool dials = state_ == LineState::dial_tone || state_ == LineState::dialling;
  if (dials && clock_.now_ms() - opened_ms_ <= kLongestPulseMs) {
    silence();
    collector_.pulse();
  }
}

void SubscriberLine::loopOpened() {
  if (foreign_) return;
  release();
}

// The subscriber closes the loop, on a line that has battery.
void SubscriberLine::taken() {
  if (state_ == LineState::ringing) return answer();
  if (foreign_) return become(LineState::foreign);
  if (!glare_from_.empty()) {
    glare_caller_.reset();
    glare_caller_ = std::make_unique<GlareCaller>(parts_.exchange, parts_.speech, CallSetup{parts_.number, std::exchange(glare_from_, ""), ""});
    return;
  }
  collector_.reset();
  digits_.clear();
  if (gives_dial_tone_) play(DAHDI_TONE_DIALTONE);
  become(LineState::dial_tone);
  patience_.start(kFirstDigitMs, [this] { play(DAHDI_TONE_CONGESTION), become(LineState::ended); });
}

void SubscriberLine::digit(char digit, DialWay way) {
  if (state_ != LineState::dial_tone && state_ != LineState::dialling) return;
  silence();
  digits_ += digit;
  way_ = way;
  become(LineState::dialling);
  if (parts_.exchange.examine(digits_) != NumberState::incomplete) return dialled(digits_);
  patience_.start(kNextDigitMs, [this] { dialled(digits_); });
}

void SubscriberLine::dialled(std::string digits) {
  patience_.stop();
  parts_.dialled(digits, way_);
  become(LineState::calling);
  end_ = &parts_.exchange.call(*this, {std::move(digits), parts_.number, parts_.name});
}

void SubscriberLine::play(int tone) {
  const std::optional<Cadence> cadence = parts_.zone.tone(tone);
  tone_ = cadence ? CadencePlayer(*cadence) : CadencePlayer();
}

void SubscriberLine::offered(CallEnd& end) {
  const bool glare = glare_caller_ && loop_closed_ && state_ == LineState::idle;
  if (!powered_ || broken_) return end.clear(kOutOfOrder);
  if (!glare && (state_ != LineState::idle || loop_closed_ || loop_timer_.isRunning())) return end.clear(kBusy);
  end_ = &end;
  become(LineState::ringing);
  end.alert();
  ringer_.start(glare ? CallerIdSending::none : caller_id_, {end.setup().calling, end.setup().calling_name, "01010000"});
  if (glare) patience_.start(100, [this] { answer(); });
}

void SubscriberLine::answer() {
  ringer_.stop();
  become(LineState::talking);
  end_->answer();
}

void SubscriberLine::alerting(CallEnd&, InBand audio) {
  if (audio == InBand::none) play(DAHDI_TONE_RINGTONE);
  else silence();
}

void SubscriberLine::answered(CallEnd&) {
  silence();
  if (disconnect_ == Disconnect::polarity) setPolarity(true);
  become(LineState::talking);
}

void SubscriberLine::cleared(CallEnd&, int cause) {
  const LineState before = state_;
  endCall();
  if (before == LineState::ringing) {
    ringer_.stop();
    return loop_closed_ ? taken() : become(LineState::idle);
  }
  become(LineState::ended);
  if (before == LineState::calling) return play(cause == kBusy ? DAHDI_TONE_BUSY : DAHDI_TONE_CONGESTION);
  farEndHungUp();
}

void SubscriberLine::farEndHungUp() {
  switch (disconnect_) {
    case Disconnect::cpc:
      broken_ = true;
      tellBattery();
      return break_.start(kBreakMs, [this] { broken_ = false, tellBattery(); });
    case Disconnect::polarity: return setPolarity(!reversed_);
    case Disconnect::busy_tone: return play(DAHDI_TONE_BUSY);
    case Disconnect::silence: return;
  }
}

void SubscriberLine::endCall() {
  end_ = nullptr;
  silence();
  from_call_.fill(0);
}

// Everything that goes on ends, from the subscriber's side.
void SubscriberLine::release() {
  loop_timer_.stop();
  patience_.stop();
  if (CallEnd* const end = std::exchange(end_, nullptr)) end->clear(kNormal);
  ringer_.stop();
  endCall();
  if (break_.isRunning()) {
    break_.stop();
    broken_ = false;
    tellBattery();
  }
  setPolarity(false);
  become(LineState::idle);
}

void SubscriberLine::tick() {
  Block heard{}, said{};
  if (powered_ && !broken_) {
    if (state_ == LineState::talking || state_ == LineState::calling) heard = from_call_;
    tone_.addTo(heard);
    ringer_.addTo(heard);
    if (foreign_) foreign_voice_.addTo(heard);
  }
  from_call_.fill(0);
  if (equipment_) equipment_->exchangeAudio(heard, said);
  if (!loop_closed_ || !powered_) said.fill(0);
  if (foreign_) foreign_voice_.addTo(said);
  from_subscriber_ = said;
  if (loop_closed_ && (state_ == LineState::dial_tone || state_ == LineState::dialling)) collector_.take(said);
  ear_.hear(said, clock_.now_ms());
}

}  // namespace partyline::simulator
