#include "line_thread.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "../rt/clock.hpp"
#include "../rt/realtime_thread.hpp"

namespace partyline::lines {
namespace {

constexpr int kEventsAtOnce = 64;
constexpr int64_t kNsPerMs = 1000000;

}  // namespace

LineThread::LineThread(rt::Wake& reader, rt::TickClock& mixer)
    : reports_(reader), span_clock_(mixer), epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = nullptr;
  if (epoll_ < 0 || wake_ < 0 || ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "the line thread");
  }
  thread_ = rt::startRealtime("pl-lines", [this] { run(); });
}

LineThread::~LineThread() {
  post([this] { ending_ = true; });
  thread_.join();
  ::close(wake_);
  ::close(epoll_);
}

void LineThread::post(std::unique_ptr<Command> command) noexcept {
  mailbox_.push(std::move(command));
  const uint64_t one = 1;
  // A full counter means that the thread has been woken already.
  if (::write(wake_, &one, sizeof one) < 0) return;
}

void LineThread::add(Source& source, int fd, uint32_t events) noexcept {
  sources_.add(&source);
  epoll_event event{};
  event.events = events;
  event.data.ptr = &source;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0) source.ready(EPOLLERR);
}

void LineThread::change(Source& source, int fd, uint32_t events) noexcept {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &source;
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event);
}

void LineThread::remove(Source& source, int fd) noexcept {
  sources_.remove(&source);
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
}

// Commands are taken between two waits: no source is gone that an event of this turn still speaks of.
void LineThread::run() noexcept {
  epoll_event events[kEventsAtOnce];
  while (!ending_) {
    const int count = ::epoll_wait(epoll_, events, kEventsAtOnce, timeoutMs());
    bool woken = false;
    for (int i = 0; i < count; i++) {
      Source* source = static_cast<Source*>(events[i].data.ptr);
      if (source) source->ready(events[i].events);
      else woken = true;
    }
    callOverdue();
    if (woken) takeCommands();
    reports_.send();
  }
}

void LineThread::takeCommands() noexcept {
  uint64_t posts = 0;
  if (::read(wake_, &posts, sizeof posts) < 0) return;
  rt::NodeList<Command> commands = mailbox_.takeAll();
  while (std::unique_ptr<Command> command = commands.pop()) {
    command->perform();
    reports_.giveBack(std::move(command));
  }
}

int LineThread::timeoutMs() const noexcept {
  int64_t due_ns = Source::kNever;
  sources_.each([&](Source& source) { due_ns = std::min(due_ns, source.due_ns()); });
  if (due_ns == Source::kNever) return -1;
  return static_cast<int>(std::clamp<int64_t>((due_ns - rt::now_ns()) / kNsPerMs + 1, 0, 1000));
}

void LineThread::callOverdue() noexcept {
  const int64_t now_ns = rt::now_ns();
  sources_.each([&](Source& source) {
    if (source.due_ns() <= now_ns) source.overdue();
  });
}

}  // namespace partyline::lines
