#include "analog_port.hpp"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "../audio/level.hpp"

namespace partyline::simulator {

namespace {

void amplify(Block& block, double gain) {
  if (gain == 1) return;
  for (int16_t& sample : block) sample = saturated(sample * gain);
}

}  // namespace

AnalogPort::AnalogPort(ChannelPlace place, ChannelSurroundings surroundings, AnalogOptions options, PortRole role)
    : Channel(std::move(place), surroundings),
      hook_(surroundings.clock, role, {[this](HookOut out) { sent(out); }, [this](int event) { queueEvent(event); }, [this] { changed(); }}),
      hybrid_(options.hybrid_model, options.echo_return_loss_db), detection_(options.hardware_digits, [this](int event) { queueEvent(event); }) {}

void AnalogPort::opened() {
  hook_.reset();
  hook_.setCadence(surroundings().zone.ringCadence(), 0);
  detection_.reset();
  transmit_gain_ = receive_gain_ = 1;
}

void AnalogPort::closed() { hook_.hangUp(); }

void AnalogPort::describe(dahdi_params& params) const {
  params.sigcap = place().signalling | (place().signalling == DAHDI_SIG_FXOKS ? DAHDI_SIG_FXOLS | DAHDI_SIG_FXOGS : DAHDI_SIG_FXSLS | DAHDI_SIG_FXSGS);
  params.rxisoffhook = hook_.in() != HookIn::on_hook;
  params.rxhooksig = static_cast<int>(hook_.in());
  params.txhooksig = static_cast<int>(hook_.out());
  const HookTimes& times = const_cast<AnalogPort*>(this)->hook_.times();
  params.prewinktime = times.prewink;
  params.preflashtime = times.preflash;
  params.winktime = times.wink;
  params.flashtime = times.flash;
  params.starttime = times.start;
  params.rxwinktime = times.rxwink;
  params.rxflashtime = times.rxflash;
  params.debouncetime = times.debounce;
  params.pulsebreaktime = times.pulse_break;
  params.pulsemaketime = times.pulse_make;
  params.pulseaftertime = times.pulse_after;
}

void AnalogPort::setTimes(const dahdi_params& params) {
  hook_.times() = {params.prewinktime, params.preflashtime, params.winktime, params.flashtime, params.starttime, params.rxwinktime,
                   params.rxflashtime, params.debouncetime, params.pulsebreaktime, params.pulsemaketime, params.pulseaftertime};
}

bool AnalogPort::pulse(int count) {
  return hook_.pulse(count, [this] { dialNext(); });
}

Reply AnalogPort::control(unsigned command, const Bytes& argument) {
  switch (command) {
    case DAHDI_HOOK: return operateHook(valueOf<int>(argument));
    case DAHDI_SETCADENCE: return setCadence(valueOf<dahdi_ring_cadence>(argument));
    case DAHDI_TONEDETECT: return detection_.set(valueOf<int>(argument));
    case DAHDI_SET_HWGAIN: return setGain(valueOf<dahdi_hwgain>(argument));
    default: break;
  }
  const Reply reply = Channel::control(command, argument);
  return reply.error == ENOTTY ? controlCard(command, argument) : reply;
}

Reply AnalogPort::operateHook(int operation) {
  stopTones();
  hook_.stopPulses();
  if (operation == DAHDI_RING && !surroundings().zone_loaded) return refuse(ENODATA);
  const int result = hook_.operate(operation);
  if (operation == DAHDI_ONHOOK) reading().clear(), writing().clear();
  return refuse(result);
}

Reply AnalogPort::setCadence(const dahdi_ring_cadence& wanted) {
  RingCadence cadence{};
  size_t repeat_from = 0;
  for (size_t i = 0; i < cadence.size(); ++i) {
    if (wanted.ringcadence[i] == INT32_MIN) return refuse(EINVAL);
    if (i % 2 == 0 && wanted.ringcadence[i] < 0 && repeat_from == 0) repeat_from = i;
    cadence[i] = std::abs(wanted.ringcadence[i]);
  }
  hook_.setCadence(cadence, repeat_from);
  return {};
}

Reply AnalogPort::setGain(const dahdi_hwgain& gain) {
  if (std::abs(gain.newgain) > 300) return refuse(EINVAL);
  (gain.tx ? transmit_gain_ : receive_gain_) = std::pow(10.0, gain.newgain / 200.0);
  return {};
}

void AnalogPort::shapeTransmit(Block& said) const { amplify(said, transmit_gain_); }

void AnalogPort::shapeReceive(const Block& sent, Block& heard) {
  if (!cancelsEcho()) hybrid_.addEcho(sent, heard);
  detection_.take(heard);
  amplify(heard, receive_gain_);
}

}  // namespace partyline::simulator
