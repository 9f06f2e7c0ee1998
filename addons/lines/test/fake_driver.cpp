#include "fake_driver.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "../../test/allocation_trap.hpp"
#include "../dahdi.hpp"

namespace partyline::lines::test {
namespace {

constexpr size_t kRoom = 1 << 20;
constexpr auto kDeadline = std::chrono::seconds(10);
using Guard = std::lock_guard<std::mutex>;

int fail(int error) noexcept {
  errno = error;
  return -1;
}

}  // namespace

struct FakeDriver::Channel {
  int number = 0, signalling = 0, fd = -1, peer = -1;
  bool linear = false, open = false;
  int broken = -1;          // errno of reading, once all is read; -1: none
  int stuffed = 0;
  bool tempting = false, endless = false;
  uint32_t alarms = 0;
  std::vector<int> events;
  size_t next_event = 0;
  std::vector<std::vector<int16_t>> blocks;
  size_t next_block = 0;
  std::vector<int16_t> written;
  std::vector<Asked> asked;
  std::vector<int> cadence;

  bool hasEvent() const { return next_event < events.size(); }
  bool readable() const { return next_block < blocks.size() || broken >= 0 || tempting; }
};

FakeDriver::FakeDriver() = default;
FakeDriver::~FakeDriver() = default;

void FakeDriver::addChannel(int number, int signalling) {
  auto channel = std::make_unique<Channel>();
  channel->number = number;
  channel->signalling = signalling;
  channel->written.reserve(kRoom);
  channel->asked.reserve(kRoom / 16);
  channel->cadence.reserve(DAHDI_MAX_CADENCE);
  channels_[number] = std::move(channel);
}

void FakeDriver::refuse(unsigned long request, int error) {
  const Guard guard(mutex_);
  refused_[request] = error;
}

void FakeDriver::failOpen(int error) { open_error_ = error; }
void FakeDriver::pretendNumber(int number) { pretended_number_ = number; }
void FakeDriver::setSpan(int span, const char* type, uint32_t alarms, int clock) {
  const Guard guard(mutex_);
  spans_[span] = {type, alarms, clock};
}

void FakeDriver::setChannelAlarms(int channel, uint32_t alarms) {
  const Guard guard(mutex_);
  channels_.at(channel)->alarms = alarms;
}

// The socket says what an epoll on a channel's file would: one byte is something to read, one out of band an event.
void FakeDriver::signal(Channel& channel) {
  if (channel.fd < 0) return;
  char byte = 0;
  while (::recv(channel.fd, &byte, 1, MSG_OOB) > 0 || ::recv(channel.fd, &byte, 1, 0) > 0) {}
  if (channel.readable()) ::send(channel.peer, "a", 1, MSG_NOSIGNAL);
  if (channel.hasEvent() || channel.endless) ::send(channel.peer, "!", 1, MSG_OOB | MSG_NOSIGNAL);
}

void FakeDriver::tell(int channel, int event) {
  const Guard guard(mutex_);
  channels_.at(channel)->events.push_back(event);
  signal(*channels_.at(channel));
}

void FakeDriver::tellForEver(int channel, int event) {
  const Guard guard(mutex_);
  channels_.at(channel)->events.push_back(event);
  channels_.at(channel)->endless = true;
  signal(*channels_.at(channel));
}

void FakeDriver::say(int channel, const std::vector<int16_t>& samples) {
  const Guard guard(mutex_);
  channels_.at(channel)->blocks.push_back(samples);
  signal(*channels_.at(channel));
}

void FakeDriver::breakReading(int channel, int error) {
  const Guard guard(mutex_);
  channels_.at(channel)->broken = error;
  signal(*channels_.at(channel));
}

void FakeDriver::stuffWriting(int channel, int times) {
  const Guard guard(mutex_);
  channels_.at(channel)->stuffed = times;
}

void FakeDriver::tempt(int channel) {
  const Guard guard(mutex_);
  channels_.at(channel)->tempting = true;
  signal(*channels_.at(channel));
}

void FakeDriver::trapAllocations() { trap_ = true; }

std::vector<int16_t> FakeDriver::written(int channel, size_t samples) {
  std::unique_lock<std::mutex> lock(mutex_);
  const Channel& of = *channels_.at(channel);
  changed_.wait_for(lock, kDeadline, [&] { return of.written.size() >= samples; });
  return of.written;
}

bool FakeDriver::wasAsked(int channel, unsigned long request, int value, int times) {
  std::unique_lock<std::mutex> lock(mutex_);
  const Channel& of = *channels_.at(channel);
  return changed_.wait_for(lock, kDeadline, [&] {
    return std::count_if(of.asked.begin(), of.asked.end(), [&](const Asked& a) { return a.request == request && a.value == value; }) >= times;
  });
}

std::vector<Asked> FakeDriver::asked(int channel) {
  const Guard guard(mutex_);
  return channels_.at(channel)->asked;
}

std::vector<int> FakeDriver::cadence(int channel) {
  const Guard guard(mutex_);
  return channels_.at(channel)->cadence;
}

bool FakeDriver::isOpen(int channel) {
  const Guard guard(mutex_);
  return channels_.at(channel)->open;
}

int FakeDriver::open(const char* path) noexcept {
  const Guard guard(mutex_);
  if (open_error_ != 0) return fail(open_error_);
  if (std::strstr(path, "/ctl")) {
    const int fd = ::eventfd(0, EFD_CLOEXEC);
    files_[fd] = {-1, nullptr};
    return fd;
  }
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  files_[ends[0]] = {ends[1], nullptr};
  return ends[0];
}

int FakeDriver::close(int fd) noexcept {
  const Guard guard(mutex_);
  const auto [peer, channel] = files_[fd];
  if (channel) {
    channel->open = false;
    channel->fd = -1;
  }
  if (peer >= 0) ::close(peer);
  files_.erase(fd);
  return ::close(fd);
}

FakeDriver::Channel* FakeDriver::ofFile(int fd) {
  const auto found = files_.find(fd);
  return found == files_.end() ? nullptr : found->second.second;
}

int FakeDriver::ioctl(int fd, unsigned long request, void* argument) noexcept {
  const Guard guard(mutex_);
  const auto refused = refused_.find(request);
  if (refused != refused_.end()) return fail(refused->second);
  if (request == DAHDI_SPECIFY) return specify(fd, *static_cast<int*>(argument));
  Channel* channel = ofFile(fd);
  const int result = channel ? channelCall(*channel, request, argument) : controlCall(request, argument);
  changed_.notify_all();
  return result;
}

int FakeDriver::specify(int fd, int number) {
  const auto found = channels_.find(number);
  if (found == channels_.end()) return fail(ENXIO);
  if (found->second->open) return fail(EBUSY);
  found->second->open = true;
  found->second->fd = fd;
  found->second->peer = files_[fd].first;
  files_[fd].second = found->second.get();
  signal(*found->second);
  return 0;
}

int FakeDriver::channelCall(Channel& channel, unsigned long request, void* argument) {
  switch (request) {
    case DAHDI_GET_PARAMS: return fillParams(channel, argument);
    case DAHDI_GETEVENT: {
      int& event = *static_cast<int*>(argument);
      event = channel.endless ? channel.events.back() : channel.hasEvent() ? channel.events[channel.next_event++] : 0;
      signal(channel);
      return 0;
    }
    case DAHDI_SETCADENCE: {
      const auto& cadence = *static_cast<dahdi_ring_cadence*>(argument);
      channel.cadence.assign(std::begin(cadence.ringcadence), std::end(cadence.ringcadence));
      return 0;
    }
    case DAHDI_SETLINEAR:
      channel.linear = *static_cast<int*>(argument) != 0;
      return 0;
    case DAHDI_SET_BUFINFO: case DAHDI_SET_PARAMS: case DAHDI_SET_HWGAIN: return 0;
    case DAHDI_DIAL:
      channel.asked.push_back({request, 0});
      return 0;
    default:
      channel.asked.push_back({request, *static_cast<int*>(argument)});
      return 0;
  }
}

int FakeDriver::fillParams(Channel& channel, void* argument) {
  auto& params = *static_cast<dahdi_params*>(argument);
  params.channo = pretended_number_ != 0 ? pretended_number_ : channel.number;
  params.spanno = 1;
  params.chanpos = channel.number;
  params.sigtype = channel.signalling;
  params.curlaw = DAHDI_LAW_MULAW;
  params.chan_alarms = channel.alarms;
  std::snprintf(params.name, sizeof params.name, "FAKE");
  return 0;
}

int FakeDriver::controlCall(unsigned long request, void* argument) {
  if (request == DAHDI_SPANSTAT) return fillSpan(argument);
  if (request != DAHDI_GET_PARAMS) return fail(EINVAL);
  const auto found = channels_.find(static_cast<dahdi_params*>(argument)->channo);
  return found == channels_.end() ? fail(EINVAL) : fillParams(*found->second, argument);
}

int FakeDriver::fillSpan(void* argument) {
  auto& info = *static_cast<dahdi_spaninfo*>(argument);
  const auto found = spans_.find(info.spanno);
  if (found == spans_.end()) return fail(EINVAL);
  const Span& span = found->second;
  std::snprintf(info.spantype, sizeof info.spantype, "%s", span.type.c_str());
  info.alarms = static_cast<int>(span.alarms);
  info.syncsrc = span.clock;
  info.linecompat = span.type == "FXS" ? 0 : 1;
  info.totalspans = static_cast<int>(spans_.size());
  return 0;
}

ssize_t FakeDriver::read(int fd, void* bytes, size_t count) noexcept {
  if (trap_) partyline::test::watchThisThread(true);
  const Guard guard(mutex_);
  Channel& channel = *ofFile(fd);
  if (channel.hasEvent()) return fail(ELAST);
  if (channel.next_block == channel.blocks.size()) return channel.broken == 0 ? 0 : fail(channel.broken > 0 ? channel.broken : EAGAIN);
  const std::vector<int16_t>& block = channel.blocks[channel.next_block++];
  signal(channel);
  const size_t samples = std::min(block.size(), channel.linear ? count / 2 : count);
  if (channel.linear) std::memcpy(bytes, block.data(), samples * 2);
  else dsp::encode(dsp::Law::mu, static_cast<uint8_t*>(bytes), block.data(), samples);
  return static_cast<ssize_t>(channel.linear ? samples * 2 : samples);
}

ssize_t FakeDriver::write(int fd, const void* bytes, size_t count) noexcept {
  const Guard guard(mutex_);
  Channel& channel = *ofFile(fd);
  if (channel.hasEvent()) return fail(ELAST);
  if (channel.stuffed > 0) {
    --channel.stuffed;
    return fail(EAGAIN);
  }
  const size_t samples = channel.linear ? count / 2 : count;
  const size_t before = channel.written.size();
  channel.written.resize(before + samples);
  if (channel.linear) std::memcpy(channel.written.data() + before, bytes, count);
  else dsp::decode(dsp::Law::mu, channel.written.data() + before, static_cast<const uint8_t*>(bytes), samples);
  changed_.notify_all();
  return static_cast<ssize_t>(count);
}

}  // namespace partyline::lines::test
