#include "digital_card.hpp"

#include <utility>

namespace partyline::simulator {

namespace {

struct Layout { int timeslots, data; };

Layout layoutOf(SpanType type) { return type == SpanType::e1 ? Layout{31, 16} : Layout{24, 24}; }

}  // namespace

DigitalCard::DigitalCard(DigitalCardParts parts) : Card(parts.id), type_(parts.type), span_(parts.span), clock_(parts.surroundings.clock) {
  const Layout layout = layoutOf(type_);
  for (int timeslot = 1; timeslot <= layout.timeslots; ++timeslot) {
    const std::string name = "SIM/" + std::to_string(span_ - 1) + "/" + std::to_string(timeslot);
    const bool is_data = timeslot == layout.data;
    ChannelPlace place{parts.first_channel + timeslot - 1, span_, timeslot, name, is_data ? DAHDI_SIG_HDLCFCS : DAHDI_SIG_CLEAR, parts.law};
    bearers_.push_back(is_data ? nullptr : std::make_unique<Bearer>(place, parts.surroundings, parts.hardware_digits, parts.far_clock_ppm));
    if (!is_data) continue;
    data_ = std::make_unique<DataChannel>(place, parts.surroundings, [this](const uint8_t* frame, size_t bytes) {
      if (far_end_) far_end_->frameReceived(frame, bytes);
    });
  }
  ticking_ = clock_.onTick([this] { tick(); });
}

DigitalCard::~DigitalCard() { clock_.leave(ticking_); }

void DigitalCard::tick() {
  data_->tick();
  for (const auto& bearer : bearers_) {
    if (bearer) bearer->tick();
  }
}

SpanFacts DigitalCard::span() const {
  const std::string type = type_ == SpanType::e1 ? "E1" : "T1";
  SpanFacts span{span_, "SIM/" + std::to_string(span_ - 1), "Simulated " + type + " card \"" + id() + "\"", type_ == SpanType::e1 ? SpanKind::e1 : SpanKind::t1, alarms_, {}};
  for (const auto& bearer : bearers_) span.channels.push_back(bearer ? static_cast<Channel*>(bearer.get()) : data_.get());
  return span;
}

void DigitalCard::setAlarms(uint32_t alarms) {
  alarms_ = alarms;
  tellAlarms();
}

void DigitalCard::tellAlarms() {
  for (Channel* channel : span().channels) channel->setAlarms(alarms_);
  if (far_end_) far_end_->alarmsChanged(this->alarms());
}

void DigitalCard::setDataCut(bool cut) {
  data_cut_ = cut;
  data_->setCut(cut);
}

void DigitalCard::receiveBad(BadFrame kind) { data_->receiveBad(kind); }

bool DigitalCard::isBearer(int timeslot) const {
  return timeslot >= 1 && static_cast<size_t>(timeslot) <= bearers_.size() && bearers_[static_cast<size_t>(timeslot - 1)] != nullptr;
}

bool DigitalCard::sendFrame(const uint8_t* frame, size_t bytes) { return isPluggedIn() && data_->receiveFrame(frame, bytes); }

void DigitalCard::readBearer(int timeslot, Block& said) {
  said.fill(0);
  if (isBearer(timeslot)) bearers_[static_cast<size_t>(timeslot - 1)]->read(said);
}

void DigitalCard::writeBearer(int timeslot, const Block& heard) {
  if (isBearer(timeslot)) bearers_[static_cast<size_t>(timeslot - 1)]->write(heard);
}

// A card that is gone is a cable without signal to its far end.
uint32_t DigitalCard::alarms() const { return isPluggedIn() ? alarms_ : alarms_ | kAlarmRed; }

void DigitalCard::powered(bool) { tellAlarms(); }

}  // namespace partyline::simulator
