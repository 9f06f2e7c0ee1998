#include "fxo_port.hpp"

#include <cerrno>
#include <utility>

namespace partyline::simulator {

namespace {

// The card driver's own: battery must be gone for so long until it is told as a hook, and as an alarm.
constexpr int kBatteryDebounceMs = 64;
constexpr int kBatteryAlarmMs = 1000;

}  // namespace

FxoPort::FxoPort(ChannelPlace place, ChannelSurroundings surroundings, AnalogOptions options, LineFeed& line, double line_clock_ppm)
    : AnalogPort(std::move(place), surroundings, options, PortRole::fxo), line_(line), battery_(line.battery()), debounce_(surroundings.clock), alarm_(surroundings.clock),
      from_line_(line_clock_ppm, surroundings.clock.error_ppm()), to_line_(surroundings.clock.error_ppm(), line_clock_ppm) {
  line_.attach(this);
  batteryChanged(battery_);
}

FxoPort::~FxoPort() { line_.attach(nullptr); }

void FxoPort::setPowered(bool powered) {
  powered_ = powered;
  if (!powered) line_.setLoop(false);
  else lookAtLine();
}

void FxoPort::opened() {
  AnalogPort::opened();
  from_line_.clear();
  lookAtLine();
}

void FxoPort::sent(HookOut out) { line_.setLoop(powered_ && (out == HookOut::off_hook || out == HookOut::start)); }

void FxoPort::lookAtLine() {
  if (debounce_.isRunning()) return;
  hook().received(battery_ == Battery::none ? HookIn::on_hook : ringing_ ? HookIn::ring : HookIn::off_hook);
}

void FxoPort::ringSignal(bool on) {
  ringing_ = on;
  if (powered_) lookAtLine();
}

void FxoPort::batteryChanged(Battery battery) {
  const Battery before = std::exchange(battery_, battery);
  if (battery == Battery::none) {
    debounce_.start(kBatteryDebounceMs, [this] { batteryLost(); });
    return;
  }
  debounce_.stop();
  alarm_.stop();
  if (alarms()) setAlarms(0);
  if (powered_) lookAtLine();
  if (before != Battery::none && before != battery) queueEvent(DAHDI_EVENT_POLARITY);
}

void FxoPort::batteryLost() {
  if (powered_) lookAtLine();
  alarm_.start(kBatteryAlarmMs - kBatteryDebounceMs, [this] { setAlarms(DAHDI_ALARM_RED); });
}

Reply FxoPort::controlCard(unsigned command, const Bytes&) {
  if (command == DAHDI_ONHOOKTRANSFER || command == DAHDI_SETPOLARITY) return refuse(EINVAL);
  return refuse(ENOTTY);
}

void FxoPort::exchangeAudio(const Block& heard, Block& said) {
  from_line_.write(heard);
  to_line_.read(said);
}

void FxoPort::tick() {
  Block said{}, heard{};
  if (isOpen()) transmit(said);
  shapeTransmit(said);
  const bool off_hook = hook().out() == HookOut::off_hook;
  to_line_.write(off_hook && powered_ ? said : Block{});
  from_line_.read(heard);
  if (!isOpen()) return;
  if (off_hook) shapeReceive(said, heard);
  receive(heard);
}

}  // namespace partyline::simulator
