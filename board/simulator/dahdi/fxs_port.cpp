#include "fxs_port.hpp"

#include <cerrno>
#include <utility>

namespace partyline::simulator {

FxsPort::FxsPort(ChannelPlace place, ChannelSurroundings surroundings, AnalogOptions options)
    : AnalogPort(std::move(place), surroundings, options, PortRole::fxs), on_hook_transfer_(surroundings.clock) {}

void FxsPort::attach(LineEquipment* equipment) {
  equipment_ = equipment;
  setLoop(false);
}

void FxsPort::setLoop(bool closed) {
  if (std::exchange(loop_closed_, closed) == closed || !powered_) return;
  hook().received(closed ? HookIn::off_hook : HookIn::on_hook);
  update();
}

void FxsPort::setPowered(bool powered) {
  powered_ = powered;
  if (powered) hook().received(loop_closed_ ? HookIn::off_hook : HookIn::on_hook);
  update();
}

Battery FxsPort::battery() const {
  if (!powered_ || hook().out() == HookOut::kewl) return Battery::none;
  return reversed_ ? Battery::reversed : Battery::normal;
}

void FxsPort::sent(HookOut) { update(); }

// A closed loop trips the ringing, whatever the program wants.
void FxsPort::update() {
  if (!equipment_) return;
  const bool ringing = powered_ && hook().out() == HookOut::start && !loop_closed_;
  if (std::exchange(ringing_, ringing) != ringing) equipment_->ringSignal(ringing);
  const Battery now = battery();
  if (std::exchange(told_battery_, now) != now) equipment_->batteryChanged(now);
}

void FxsPort::closed() {
  AnalogPort::closed();
  reversed_ = false;
  on_hook_transfer_.stop();
  update();
}

Reply FxsPort::controlCard(unsigned command, const Bytes& argument) {
  const auto value = valueOf<int>(argument);
  switch (command) {
    case DAHDI_ONHOOKTRANSFER:
      if (value > 0) on_hook_transfer_.start(value, [] {});
      else on_hook_transfer_.stop();
      return {};
    case DAHDI_SETPOLARITY:
      reversed_ = value != 0;
      update();
      return {};
    case DAHDI_VMWI:
    case DAHDI_VMWI_CONFIG: return {};
    default: return refuse(ENOTTY);
  }
}

void FxsPort::tick() {
  Block said{}, heard{};
  const bool sound_passes = powered_ && (loop_closed_ || (on_hook_transfer_.isRunning() && !ringing_)) && battery() != Battery::none;
  if (isOpen()) transmit(said);
  shapeTransmit(said);
  if (equipment_) equipment_->exchangeAudio(sound_passes ? said : Block{}, heard);
  if (!loop_closed_ || !sound_passes) heard.fill(0);
  if (!isOpen()) return;
  shapeReceive(said, heard);
  receive(heard);
}

}  // namespace partyline::simulator
