#include "channel.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

#include "../rt/clock.hpp"
#include "dahdi.hpp"

namespace partyline::lines {
namespace {

constexpr uint32_t kEventsOnly = EPOLLPRI;
constexpr uint32_t kEventsAndBlocks = EPOLLIN | EPOLLPRI;
constexpr int64_t kBlockNs = 20 * 1000000;
// What lies in the driver before what is written now: so late this thread may be.
constexpr float kLead_ms = 10;
constexpr size_t kLeadSamples = 80;
constexpr int16_t kSilence[kLeadSamples] = {};
// 30 digits of ten pulses.
constexpr int kMostDiallingBlocks = 3000;
constexpr int kMostIdleWakes = 1000;
constexpr int64_t kIdleNs = 1000 * kBlockNs / 20;

}  // namespace

Channel::Channel(LineThread& thread, std::unique_ptr<ChannelDevice> device, std::unique_ptr<LineAudio> audio, Reporter reporter, ChannelSetup setup)
    : LineSource(std::move(audio)), thread_(thread), device_(std::move(device)), reporter_(reporter), setup_(setup), off_hook_(setup.off_hook) {
  audio_->setBulkDelay(kLead_ms);
}

void Channel::attach() noexcept {
  attached_ = true;
  thread_.add(*this, device_->fd(), kEventsOnly);
}

void Channel::detach() noexcept {
  if (!attached_) return;
  if (streaming_) stopAudio();
  attached_ = false;
  thread_.remove(*this, device_->fd());
}

void Channel::fail(Reason reason, int error) noexcept {
  if (!attached_) return;
  detach();
  Report report;
  report.kind = Report::Kind::gone;
  report.reason = reason;
  report.error = error;
  reporter_.tell(report);
}

void Channel::audioChanged() noexcept {
  if (!attached_ || audio_->wanted() == streaming_) return;
  if (streaming_) stopAudio();
  else startAudio();
}

// What the driver has kept is of a time when nobody listened.
void Channel::startAudio() noexcept {
  device_->flush(true, true);
  device_->reportLostBlocks(true);
  streaming_ = true;
  resynchronize_ = true;
  filled_ = 0;
  last_block_ns_ = 0;
  audio_->forgetSent();
  thread_.change(*this, device_->fd(), kEventsAndBlocks);
}

void Channel::stopAudio() noexcept {
  streaming_ = false;
  audio_->rest();
  thread_.spanClock().leave(this);
  thread_.change(*this, device_->fd(), kEventsOnly);
  device_->reportLostBlocks(false);
  device_->flush(false, true);
}

void Channel::ready(uint32_t events) noexcept {
  if (!attached_) return;
  const bool told = (events & (EPOLLPRI | EPOLLERR | EPOLLHUP)) != 0 && drainEvents() > 0;
  const bool moved = attached_ && streaming_ && moveBlocks();
  if (!attached_) return;
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return fail(Reason::removed, 0);
  countIdle(!told && !moved);
}

// A driver that says it has something and has nothing would keep this thread from all other lines.
void Channel::countIdle(bool idle) noexcept {
  if (!idle) idle_wakes_ = 0;
  if (!idle || idle_wakes_++ == 0) idle_since_ns_ = rt::now_ns();
  if (idle_wakes_ <= kMostIdleWakes) return;
  if (rt::now_ns() - idle_since_ns_ < kIdleNs) return fail(Reason::restless, 0);
  idle_wakes_ = 0;
}

// Several where the thread was late; a driver that never ends is left to the next turn.
bool Channel::moveBlocks() noexcept {
  bool moved = false;
  for (int i = 0; i < kBlocksInDriver && attached_ && streaming_ && readBlock(); i++) {
    // The second at once: the driver has had nothing to send meanwhile.
    resynchronize_ = resynchronize_ || i > 0;
    turn();
    moved = true;
  }
  return moved;
}

bool Channel::readBlock() noexcept {
  for (int tries = 0; tries < 2 * kBlocksInDriver; tries++) {
    const Transferred read = device_->read(block_ + filled_, dsp::kBlockSamples - filled_);
    if (read.what == Transfer::failed) fail(Reason::failed, read.error);
    if (read.what == Transfer::event) drainEvents();
    if (read.what == Transfer::failed || read.what == Transfer::nothing || !streaming_) return false;
    filled_ += read.count;
    if (filled_ < dsp::kBlockSamples) continue;
    filled_ = 0;
    return true;
  }
  return false;
}

void Channel::turn() noexcept {
  followClock();
  audio_->take(block_);
  reply();
  if (!audio_->wanted() && streaming_) stopAudio();
}

// A driver that dials stops it when it is written to.
void Channel::reply() noexcept {
  int16_t out[dsp::kBlockSamples];
  audio_->give(out);
  if (dialling_blocks_ > 0) {
    --dialling_blocks_;
    resynchronize_ = true;
    return;
  }
  if (resynchronize_) resynchronize();
  if (!send(out, dsp::kBlockSamples)) resynchronize_ = true;
}

// Sets anew how far what is written is ahead of what is sent: by what was late it has grown.
void Channel::resynchronize() noexcept {
  resynchronize_ = false;
  device_->flush(false, true);
  send(kSilence, kLeadSamples);
}

bool Channel::send(const int16_t* samples, size_t count) noexcept {
  Transferred written = device_->write(samples, count);
  if (written.what == Transfer::event) {
    drainEvents();
    if (!attached_) return true;
    written = device_->write(samples, count);
  }
  if (written.what == Transfer::failed) fail(Reason::failed, written.error);
  return written.what == Transfer::done && written.count == count;
}

void Channel::followClock() noexcept {
  const int64_t now_ns = rt::now_ns();
  if (last_block_ns_ != 0) thread_.recordJitter(now_ns - last_block_ns_ - kBlockNs);
  last_block_ns_ = now_ns;
  if (setup_.clock_group == 0) return;
  thread_.spanClock().tick(this, setup_.clock_group, now_ns);
  if (LinePort* port = audio_->port()) port->setClocksEqual(thread_.spanClock().leads(setup_.clock_group));
}

void Channel::setHook(Hook hook) noexcept {
  dialling_blocks_ = 0;
  if (setup_.kind == LineKind::fxo) {
    off_hook_ = hook != Hook::on;
    audio_->setOnHook(!off_hook_);
    audioChanged();
  }
  device_->hook(hook == Hook::off ? DAHDI_OFFHOOK : hook == Hook::on ? DAHDI_ONHOOK : DAHDI_FLASH);
}

void Channel::dialPulses(const char* digits) noexcept {
  // Nobody waits for a dialling that has not begun.
  if (device_->dialPulses(digits) != 0) return reporter_.tell(Report::Kind::dialled);
  dialling_blocks_ = kMostDiallingBlocks;
}

void Channel::setGain(float receive_db, float transmit_db) noexcept {
  const auto left = [&](float db, bool transmit) { return device_->setDriverGain(db, transmit) ? 1.0f : std::pow(10.0f, db / 20); };
  const float receive = left(receive_db, false);
  audio_->setGain(receive, left(transmit_db, true));
}

void Channel::setEcho(bool on) noexcept {
  if (setup_.device_cancels) device_->cancelEcho(on);
  LineSource::setEcho(on);
}

}  // namespace partyline::lines
