// What a channel's events mean, by the kind of its port.
#include <array>

#include "channel.hpp"
#include "dahdi.hpp"

namespace partyline::lines {
namespace {

// Those that a driver can keep, and some that come meanwhile.
constexpr int kMostEvents = 2 * DAHDI_MAX_EVENTSIZE;
constexpr size_t kCallerIdPauseBlocks = 25;  // 500 ms after the ring (Telcordia GR-30)
constexpr int kOnHookAudioMs = 6000;

constexpr bool isDigit(char code) noexcept {
  return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'D') || code == '*' || code == '#';
}

}  // namespace

int Channel::drainEvents() noexcept {
  int count = 0;
  for (; count < kMostEvents && attached_; count++) {
    int event = DAHDI_EVENT_NONE;
    if (const int error = device_->nextEvent(event)) fail(Reason::failed, error);
    if (event == DAHDI_EVENT_NONE) return count;
    take(event);
  }
  fail(Reason::endless, 0);
  return count;
}

void Channel::take(int event) noexcept {
  const char code = static_cast<char>(event & 0xff);
  switch (event & ~0xff) {
    case DAHDI_EVENT_PULSEDIGIT:
      if (isDigit(code)) reporter_.tell(Report::Kind::pulse_digit, true, code);
      return;
    case DAHDI_EVENT_DTMFDOWN: return takeKey(code, true);
    case DAHDI_EVENT_DTMFUP: return takeKey(code, false);
    default: break;
  }
  switch (event) {
    case DAHDI_EVENT_ONHOOK: return takeHook(false);
    case DAHDI_EVENT_RINGBEGIN: return takeRing(event);
    case DAHDI_EVENT_RINGOFFHOOK: return setup_.kind == LineKind::fxs ? takeHook(true) : takeRing(event);
    case DAHDI_EVENT_WINKFLASH: return reporter_.tell(Report::Kind::flash);
    case DAHDI_EVENT_ALARM: return takeAlarm(true);
    case DAHDI_EVENT_NOALARM: return takeAlarm(false);
    case DAHDI_EVENT_DIALCOMPLETE: return takeDialled();
    case DAHDI_EVENT_RINGERON: return takeRinger(true);
    case DAHDI_EVENT_RINGEROFF: return takeRinger(false);
    case DAHDI_EVENT_POLARITY: return reporter_.tell(Report::Kind::polarity);
    case DAHDI_EVENT_READ_OVERRUN: return takeLoss(true);
    case DAHDI_EVENT_WRITE_UNDERRUN: return takeLoss(false);
    case DAHDI_EVENT_REMOVED: return fail(Reason::removed, 0);
    // The rest is of other kinds of signalling, or newer than this.
    default: return;
  }
}

void Channel::takeHook(bool off_hook) noexcept {
  off_hook_ = off_hook;
  if (off_hook && pauses_ >= 0) {
    stopRinging();
    device_->hook(DAHDI_OFFHOOK);
  }
  reporter_.tell(Report::Kind::hook, off_hook);
}

// A card that does not tell of a burst's beginning tells of its end. Off hook, a beginning is news: a call that comes in while the line
// is being taken, or an exchange that rings on; the end of the burst that was answered is none.
void Channel::takeRing(int event) noexcept {
  const bool begins = event == DAHDI_EVENT_RINGBEGIN;
  if (off_hook_ && !begins && !rung_) return;
  if (begins || !rung_) reporter_.tell(Report::Kind::ring, true);
  rung_ = begins;
  if (!begins) reporter_.tell(Report::Kind::ring, false);
}

void Channel::takeKey(char digit, bool down) noexcept {
  if (!isDigit(digit)) return;
  const bool fresh = down ? key_ != digit : key_ == 0;
  key_ = down ? digit : '\0';
  audio_->setMuted(down);
  if (fresh) reporter_.tell(Report::Kind::key, true, digit);
}

void Channel::takeAlarm(bool alarm) noexcept {
  Report report;
  report.kind = Report::Kind::alarms;
  if (device_->readAlarms(report.alarms) != 0) report.alarms = alarm ? static_cast<Alarms>(Alarm::red) : 0;
  if (setup_.kind == LineKind::fxo) reporter_.tell(Report::Kind::battery, !alarm);
  reporter_.tell(report);
}

void Channel::takeDialled() noexcept {
  dialling_blocks_ = 0;
  reporter_.tell(Report::Kind::dialled);
}

void Channel::takeLoss(bool read) noexcept {
  if (!streaming_) return;
  resynchronize_ = true;
  if (read) audio_->countOverrun();
  else audio_->countUnderrun();
}

void Channel::ring(std::unique_ptr<Bell>& bell) noexcept {
  audio_->stopSaying();
  std::swap(bell_, bell);
  int cadence_ms[16];
  std::copy(bell_->cadence_ms.begin(), bell_->cadence_ms.end(), cadence_ms);
  pauses_ = 0;
  device_->setCadence(cadence_ms);
  if (device_->hook(DAHDI_RING) != 0) pauses_ = -1;
  // The driver tells of the second burst and those after it.
  else reporter_.tell(Report::Kind::ringer, true);
}

void Channel::stopRinging() noexcept {
  if (pauses_ < 0) return;
  pauses_ = -1;
  audio_->stopSaying();
  audioChanged();
  device_->hook(DAHDI_RINGOFF);
}

void Channel::takeRinger(bool on) noexcept {
  reporter_.tell(Report::Kind::ringer, on);
  if (on || pauses_ < 0) return;
  if (pauses_ == bell_->pauses_before && !bell_->caller_id.empty()) sendCallerId();
  pauses_++;
}

void Channel::sendCallerId() noexcept {
  device_->allowOnHookAudio(kOnHookAudioMs);
  audio_->say(&bell_->caller_id, kCallerIdPauseBlocks);
  audioChanged();
}

}  // namespace partyline::lines
