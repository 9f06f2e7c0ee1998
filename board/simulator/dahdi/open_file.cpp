#include "open_file.hpp"

#define FUSE_USE_VERSION 35
#include <fuse3/fuse_lowlevel.h>
#include <poll.h>

#include <cerrno>
#include <utility>

namespace partyline::simulator {

namespace {

void answerData(fuse_req* request, const Reply& reply) {
  if (reply.error) fuse_reply_err(request, reply.error);
  else fuse_reply_buf(request, reinterpret_cast<const char*>(reply.data.data()), reply.data.size());
}

void answerCount(fuse_req* request, const Reply& reply) {
  if (reply.error) fuse_reply_err(request, reply.error);
  else fuse_reply_write(request, static_cast<size_t>(valueOf<int>(reply.data)));
}

}  // namespace

OpenFile::~OpenFile() {
  if (channel_) channel_->close();
  for (Waiting* place : {&reading_, &writing_, &hooking_, &syncing_}) {
    if (place->request) fuse_reply_err(place->request, ENODEV);
  }
  if (poll_) fuse_pollhandle_destroy(poll_);
}

int OpenFile::specify(int number) {
  Channel* wanted = machine_.channel(number);
  if (!wanted) return EINVAL;
  const int result = wanted->open({[this] { changed(); }, [this] { removed(); }});
  if (result == 0) channel_ = wanted;
  return result;
}

void OpenFile::wait(Waiting& place, Waiting what) {
  if (place.request) return void(fuse_reply_err(what.request, EBUSY));
  place = std::move(what);
}

void OpenFile::read(fuse_req* request, size_t bytes) {
  if (!channel_) return void(fuse_reply_err(request, removed_ ? ENODEV : is_control_ ? EINVAL : ENXIO));
  const Reply reply = channel_->read(bytes);
  if (reply.error == EAGAIN && may_wait_) return wait(reading_, {request, bytes, {}});
  answerData(request, reply);
}

void OpenFile::write(fuse_req* request, Bytes bytes) {
  if (!channel_) return void(fuse_reply_err(request, removed_ ? ENODEV : is_control_ ? EINVAL : ENXIO));
  const Reply reply = channel_->write(bytes);
  if (reply.error == EAGAIN && may_wait_) return wait(writing_, {request, 0, std::move(bytes)});
  answerCount(request, reply);
}

Reply OpenFile::perform(unsigned command, const Bytes& argument) {
  if (is_control_) return machine_.control(command, argument, nullptr);
  if (removed_) {
    const bool tells = command == DAHDI_GETEVENT && !std::exchange(told_removed_, true);
    return tells ? replyWith(static_cast<int>(DAHDI_EVENT_REMOVED)) : refuse(ENODEV);
  }
  if (!channel_) return refuse(command == DAHDI_SPECIFY ? specify(valueOf<int>(argument)) : ENOSYS);
  if (command == DAHDI_SPANSTAT || command == DAHDI_GETVERSION) return machine_.control(command, argument, channel_);
  return channel_->control(command, argument);
}

void OpenFile::control(fuse_req* request, unsigned command, const Bytes& argument, size_t room) {
  // A call whose argument is shorter than its number says was not made by a program that knows the interface.
  if (argument.size() < ((_IOC_DIR(command) & _IOC_WRITE) ? _IOC_SIZE(command) : 0)) return void(fuse_reply_err(request, EINVAL));
  Reply reply = perform(command, argument);
  if (may_wait_ && channel_ && command == DAHDI_HOOK && reply.error == EINPROGRESS) {
    if (channel_->isBusy()) return wait(hooking_, {request, 0, {}});
    reply.error = 0;
  }
  if (may_wait_ && channel_ && command == DAHDI_SYNC && channel_->hasUnsent()) return wait(syncing_, {request, 0, {}});
  if (reply.error) return void(fuse_reply_err(request, reply.error));
  fuse_reply_ioctl(request, 0, reply.data.data(), std::min(room, reply.data.size()));
}

short OpenFile::mask() const {
  if (removed_) return POLLIN | POLLPRI | POLLERR | POLLHUP;
  return channel_ ? channel_->pollMask() : POLLERR;
}

void OpenFile::poll(fuse_req* request, fuse_pollhandle* handle) {
  if (handle) {
    if (poll_) fuse_pollhandle_destroy(poll_);
    poll_ = handle;
  }
  fuse_reply_poll(request, static_cast<unsigned>(mask()));
}

void OpenFile::changed() {
  serve();
  if (!poll_) return;
  fuse_pollhandle* const handle = std::exchange(poll_, nullptr);
  fuse_lowlevel_notify_poll(handle);
  fuse_pollhandle_destroy(handle);
}

void OpenFile::removed() {
  channel_ = nullptr;
  removed_ = true;
  for (Waiting* place : {&reading_, &writing_, &hooking_, &syncing_}) {
    if (fuse_req* const request = std::exchange(place->request, nullptr)) fuse_reply_err(request, ENODEV);
  }
  changed();
}

void OpenFile::serve() {
  if (!channel_) return;
  if (reading_.request) {
    const Reply reply = channel_->read(reading_.bytes);
    if (reply.error != EAGAIN) answerData(std::exchange(reading_.request, nullptr), reply);
  }
  if (writing_.request && (channel_->pollMask() & (POLLOUT | POLLPRI))) answerCount(std::exchange(writing_.request, nullptr), channel_->write(writing_.data));
  if (hooking_.request && !channel_->isBusy()) fuse_reply_ioctl(std::exchange(hooking_.request, nullptr), 0, nullptr, 0);
  if (syncing_.request && !channel_->hasUnsent()) fuse_reply_ioctl(std::exchange(syncing_.request, nullptr), 0, nullptr, 0);
}

void OpenFile::interrupt(fuse_req* request) {
  for (Waiting* place : {&reading_, &writing_, &hooking_, &syncing_}) {
    if (place->request == request) fuse_reply_err(std::exchange(place->request, nullptr), EINTR);
  }
}

}  // namespace partyline::simulator
