#include "event_loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace partyline::simulator {

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

EventLoop::EventLoop() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) fail("epoll_create1");
}

EventLoop::~EventLoop() { close(epoll_); }

void EventLoop::watch(int file, uint32_t epoll_events, Ready ready) {
  epoll_event event{};
  event.events = epoll_events;
  event.data.fd = file;
  const int operation = ready_.count(file) ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  if (epoll_ctl(epoll_, operation, file, &event) < 0) fail("epoll_ctl");
  ready_[file] = std::make_shared<Ready>(std::move(ready));
}

void EventLoop::unwatch(int file) {
  if (ready_.erase(file)) epoll_ctl(epoll_, EPOLL_CTL_DEL, file, nullptr);
}

void EventLoop::run() {
  std::array<epoll_event, 32> events;
  for (running_ = true; running_;) {
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < count && running_; ++i) {
      const auto found = ready_.find(events[static_cast<size_t>(i)].data.fd);
      if (found == ready_.end()) continue;
      const std::shared_ptr<Ready> ready = found->second;  // it may unwatch itself
      (*ready)(events[static_cast<size_t>(i)].events);
    }
  }
}

}  // namespace partyline::simulator
