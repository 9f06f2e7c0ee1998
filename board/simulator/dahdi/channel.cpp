#include "channel.hpp"

#include <cerrno>
#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr size_t kMostBytes = 0xffff;  // of one read or write

}  // namespace

Channel::Channel(ChannelPlace place, ChannelSurroundings surroundings)
    : place_(std::move(place)), surroundings_(surroundings), law_(place_.law), dial_pause_(surroundings_.clock) {}

int Channel::open(Opener opener) {
  if (open_) return EBUSY;
  open_ = true;
  opener_ = std::move(opener);
  policy_ = DAHDI_POLICY_IMMEDIATE;
  shape(DAHDI_DEFAULT_NUM_BUFS, DAHDI_DEFAULT_BLOCKSIZE);
  events_.clear();
  law_ = place_.law;
  linear_ = looped_ = tells_of_buffers_ = echo_on_ = overrun_ = underrun_ = false;
  audio_ = !(place_.signalling & DAHDI_SIG_CLEAR);
  stopTones();
  opened();
  return 0;
}

void Channel::close() {
  if (!open_) return;
  stopTones();
  closed();
  open_ = false;
  opener_ = {};
  events_.clear();
  reading_.clear();
  writing_.clear();
}

void Channel::changed() {
  if (opener_.changed) opener_.changed();
}

void Channel::remove() {
  const std::function<void()> removed = opener_.removed;
  close();
  if (removed) removed();
}

void Channel::shape(size_t count, size_t samples) {
  buffers_ = std::clamp<size_t>(count, 2, DAHDI_MAX_NUM_BUFS);
  block_samples_ = samples;
  reading_.shape(buffers_, samples);
  writing_.shape(buffers_, samples, policy_);
}

void Channel::queueEvent(int event) {
  if (!open_ || events_.size() >= DAHDI_MAX_EVENTSIZE - 1) return;
  events_.push_back(event);
  changed();
}

int Channel::nextEvent() {
  if (events_.empty()) return DAHDI_EVENT_NONE;
  const int event = events_.front();
  events_.pop_front();
  return event;
}

void Channel::setAlarms(uint32_t alarms) {
  const uint32_t before = std::exchange(alarms_, alarms);
  if ((before == 0) != (alarms == 0)) queueEvent(alarms ? DAHDI_EVENT_ALARM : DAHDI_EVENT_NOALARM);
}

short Channel::pollMask() const {
  short mask = 0;
  if (writing_.hasRoom()) mask |= POLLOUT | POLLWRNORM;
  if (!reading_.isEmpty()) mask |= POLLIN | POLLRDNORM;
  if (!events_.empty()) mask |= POLLPRI;
  return mask;
}

Reply Channel::read(size_t bytes) {
  bytes &= kMostBytes;
  if (bytes < 1) return refuse(EINVAL);
  if (!events_.empty()) return refuse(ELAST);
  if (reading_.isEmpty()) return refuse(EAGAIN);
  Bytes buffer = reading_.next();
  if (!linear_) {
    buffer.resize(std::min(bytes, buffer.size()));
    return {0, std::move(buffer)};
  }
  Bytes samples(std::min(bytes, 2 * buffer.size()));
  for (size_t i = 0; i < samples.size(); ++i) {
    const auto sample = static_cast<uint16_t>(decoded(law_, buffer[i / 2]));
    samples[i] = static_cast<uint8_t>(i % 2 == 0 ? sample : sample >> 8);
  }
  return {0, std::move(samples)};
}

Reply Channel::write(const Bytes& bytes) {
  const size_t count = bytes.size() & kMostBytes;
  if (count < 1) return refuse(EINVAL);
  interruptTones();
  if (!events_.empty()) return refuse(ELAST);
  if (!writing_.hasRoom()) return refuse(EAGAIN);
  const size_t taken = std::min(count, linear_ ? 2 * block_samples_ : block_samples_);
  Bytes buffer(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
  if (linear_) {
    buffer.resize(taken / 2);
    for (size_t i = 0; i < buffer.size(); ++i) buffer[i] = encoded(law_, static_cast<int16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8));
  }
  if (!buffer.empty()) writing_.add(std::move(buffer));
  return replyWith(static_cast<int>(taken));
}

void Channel::transmit(Block& said) {
  said.fill(0);
  std::array<uint8_t, kBlockSamples> samples;
  const bool was_full = !writing_.hasRoom();
  const size_t count = writing_.takeSamples(samples.data(), samples.size());
  for (size_t i = 0; i < count; ++i) said[i] = decoded(law_, samples[i]);
  if (count == 0 && tone_on_) tone_.addTo(said);
  else if (count == 0 && !keys_.isIdle()) {
    keys_.addTo(said);
    if (keys_.isIdle()) dialNext();
  } else if (count == 0 && looped_) said = last_heard_;
  const bool dry = count < samples.size() && !tone_on_ && !dialling_ && !looped_;
  if (dry && !std::exchange(underrun_, true) && tells_of_buffers_) queueEvent(DAHDI_EVENT_WRITE_UNDERRUN);
  if (!dry) underrun_ = false;
  if (was_full || (count > 0 && writing_.isEmpty())) changed();
}

void Channel::receive(const Block& heard) {
  last_heard_ = heard;
  if (!open_) return;
  std::array<uint8_t, kBlockSamples> samples;
  std::transform(heard.begin(), heard.end(), samples.begin(), [this](int16_t sample) { return encoded(law_, sample); });
  const bool was_empty = reading_.isEmpty();
  const bool fits = reading_.takeSamples(samples.data(), samples.size());
  if (!fits && !std::exchange(overrun_, true) && tells_of_buffers_) queueEvent(DAHDI_EVENT_READ_OVERRUN);
  if (fits) overrun_ = false;
  if (was_empty && !reading_.isEmpty()) changed();
}

dahdi_params Channel::params() const {
  dahdi_params params{};
  params.channo = place_.number;
  params.spanno = place_.span;
  params.chanpos = place_.position;
  params.sigtype = params.sigcap = place_.signalling;
  params.rxbits = params.txbits = params.rxhooksig = params.txhooksig = -1;
  params.curlaw = law_ == Law::a ? DAHDI_LAW_ALAW : DAHDI_LAW_MULAW;
  params.chan_alarms = alarms_;
  place_.name.copy(params.name, sizeof params.name - 1);
  describe(params);
  return params;
}

}  // namespace partyline::simulator
