// The kernel's calls (ioctl) on an open channel.
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "channel.hpp"

namespace partyline::simulator {

namespace {

constexpr int kLeastSamples = 16;
constexpr KeyTiming kDialTiming{100, 100, -8, 2};

}  // namespace

Reply Channel::control(unsigned command, const Bytes& argument) {
  const auto value = valueOf<int>(argument);
  switch (command) {
    case DAHDI_GET_PARAMS: return replyWith(params());
    case DAHDI_SET_PARAMS: return setTimes(valueOf<dahdi_params>(argument)), Reply{};
    case DAHDI_GET_BLOCKSIZE: return replyWith(static_cast<int>(block_samples_));
    case DAHDI_SET_BLOCKSIZE: return setBlockSize(value);
    case DAHDI_GET_BUFINFO:
      return replyWith(dahdi_bufferinfo{policy_, DAHDI_POLICY_IMMEDIATE, static_cast<int>(buffers_), static_cast<int>(block_samples_), -1, -1});
    case DAHDI_SET_BUFINFO: return setBuffers(valueOf<dahdi_bufferinfo>(argument));
    case DAHDI_BUFFER_EVENTS: return tells_of_buffers_ = value != 0, Reply{};
    case DAHDI_FLUSH: return flush(value), Reply{};
    case DAHDI_SYNC: return {};
    case DAHDI_GETEVENT: return replyWith(nextEvent());
    case DAHDI_CHANNO: return replyWith(place_.number);
    case DAHDI_SETLAW:
      if (value < DAHDI_LAW_DEFAULT || value > DAHDI_LAW_ALAW) return refuse(EINVAL);
      return law_ = value == DAHDI_LAW_DEFAULT ? place_.law : value == DAHDI_LAW_ALAW ? Law::a : Law::mu, Reply{};
    case DAHDI_SETLINEAR: return audio_ ? (linear_ = value != 0, Reply{}) : refuse(EINVAL);
    case DAHDI_LOOPBACK: return looped_ = value != 0, Reply{};
    case DAHDI_ECHOCANCEL: return cancelEcho(value);
    case DAHDI_SENDTONE: return sendTone(value);
    case DAHDI_DIAL: return dial(valueOf<dahdi_dialoperation>(argument));
    case DAHDI_DIALING: return replyWith(dialling_ ? 1 : 0);
    case DAHDI_GETTONEZONE: return replyWith(surroundings_.zone_loaded ? surroundings_.zone.number() : 0);
    case DAHDI_SETTONEZONE: return refuse(value == -1 || (surroundings_.zone_loaded && value == surroundings_.zone.number()) ? 0 : ENODATA);
    case DAHDI_AUDIOMODE:
    case DAHDI_HOOK: return refuse(EINVAL);
    default: return refuse(ENOTTY);
  }
}

Reply Channel::setBlockSize(int samples) {
  if (samples < kLeastSamples || samples > DAHDI_MAX_BLOCKSIZE) return refuse(EINVAL);
  shape(buffers_, static_cast<size_t>(samples));
  return {};
}

Reply Channel::setBuffers(const dahdi_bufferinfo& wanted) {
  if (wanted.bufsize < kLeastSamples || wanted.bufsize > DAHDI_MAX_BLOCKSIZE) return refuse(EINVAL);
  if (wanted.numbufs > DAHDI_MAX_BUF_SPACE / wanted.bufsize) return refuse(EINVAL);
  policy_ = wanted.txbufpolicy & 3;
  shape(static_cast<size_t>(std::max(wanted.numbufs, 0)), static_cast<size_t>(wanted.bufsize));
  return {};
}

void Channel::flush(int what) {
  if (what & DAHDI_FLUSH_READ) reading_.clear();
  if (what & DAHDI_FLUSH_WRITE) writing_.clear();
  if (what & DAHDI_FLUSH_EVENT) events_.clear();
  changed();
}

Reply Channel::cancelEcho(int taps) {
  if (!audio_) return refuse(EINVAL);
  if (taps != 0 && surroundings_.echo_canceller == EchoCanceller::none) return refuse(ENODEV);
  echo_on_ = taps != 0;
  return {};
}

void Channel::stopTones() {
  tone_on_ = false;
  keys_.stop();
  to_dial_.clear();
  dialling_ = by_pulses_ = false;
  dial_pause_.stop();
}

// What a program writes goes before what it asked to be dialled: a tone stops, and after the pulse that is being made there is no other,
// but that the dialling is complete is told then.
void Channel::interruptTones() {
  if (tone_on_ || !keys_.isIdle()) return stopTones();
  if (!isPulsing()) return;
  to_dial_.clear();
  stopPulses();
}

Reply Channel::sendTone(int tone) {
  stopTones();
  if (tone == DAHDI_TONE_STOP) return {};
  if (!surroundings_.zone_loaded) return refuse(ENODATA);
  if (tone >= DAHDI_TONE_DTMF_BASE && tone <= DAHDI_TONE_DTMF_MAX) {
    constexpr char keys[] = "0123456789*#ABCD";
    keys_.press(std::string(1, keys[tone - DAHDI_TONE_DTMF_BASE]), {3600 * 1000, 0, kDialTiming.dbm0, kDialTiming.twist_db});
    return {};
  }
  if (tone < 0 || tone > DAHDI_TONE_MAX) return refuse(EINVAL);
  const std::optional<Cadence> cadence = surroundings_.zone.tone(tone);
  if (!cadence) return refuse(ENOSYS);
  tone_ = CadencePlayer(*cadence);
  tone_on_ = true;
  return {};
}

Reply Channel::dial(dahdi_dialoperation operation) {
  operation.dialstr[DAHDI_MAX_DTMF_BUF - 1] = '\0';
  std::string digits(operation.dialstr);
  for (char& digit : digits) digit = static_cast<char>(std::toupper(static_cast<unsigned char>(digit)));
  if (!surroundings_.zone_loaded) return refuse(ENODATA);
  if (operation.op == DAHDI_DIAL_OP_CANCEL) return stopTones(), Reply{};
  if (operation.op != DAHDI_DIAL_OP_APPEND && operation.op != DAHDI_DIAL_OP_REPLACE) return refuse(EINVAL);
  if (operation.op == DAHDI_DIAL_OP_REPLACE) stopTones();
  if (to_dial_.size() + digits.size() >= DAHDI_MAX_DTMF_BUF - 1) return refuse(EBUSY);
  to_dial_ += digits;
  if (!std::exchange(dialling_, true)) dialNext();
  return {};
}

void Channel::dialNext() {
  while (dialling_ && !to_dial_.empty()) {
    const char next = to_dial_.front();
    to_dial_.erase(0, 1);
    if (next == 'T' || next == 'P') by_pulses_ = next == 'P';
    else if (next == 'W') return dial_pause_.start(500, [this] { dialNext(); });
    else if (by_pulses_ ? (std::isdigit(static_cast<unsigned char>(next)) && pulse(next == '0' ? 10 : next - '0')) : KeyTones::isKey(next)) {
      if (!by_pulses_) keys_.press(std::string(1, next), kDialTiming);
      return;
    }
  }
  if (std::exchange(dialling_, false)) queueEvent(DAHDI_EVENT_DIALCOMPLETE);
}

}  // namespace partyline::simulator
