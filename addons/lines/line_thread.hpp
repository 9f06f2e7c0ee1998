// The one real-time thread of all lines: sleeps in epoll until a device has something, or somebody wants something of a line.
#pragma once
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <thread>

#include "../rt/histogram.hpp"
#include "../rt/linked_list.hpp"
#include "../rt/mailbox.hpp"
#include "report.hpp"
#include "span_clock.hpp"

namespace partyline::lines {

class LineThread;

// A device that is waited for. Line thread.
class Source {
 public:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  virtual ~Source() = default;
  // `events`: of epoll.
  virtual void ready(uint32_t events) noexcept = 0;
  // CLOCK_MONOTONIC; then `overdue` is called.
  int64_t due_ns() const noexcept { return due_ns_; }
  virtual void overdue() noexcept {}

  rt::Link<Source> link;

 protected:
  int64_t due_ns_ = kNever;
};

class Command : public Returned {
 public:
  // Line thread. What it replaces it keeps.
  virtual void perform() noexcept = 0;
};

template <typename Action>
class ActionCommand final : public Command {
 public:
  explicit ActionCommand(Action action) : action_(std::move(action)) {}
  void perform() noexcept override { action_(); }

 private:
  Action action_;
};

class LineThread {
 public:
  // `mixer`: what follows the clock of a span.
  LineThread(rt::Wake& reader, rt::TickClock& mixer);
  // All sources must be gone.
  ~LineThread();

  // Any thread. Performed in the order of posting.
  void post(std::unique_ptr<Command> command) noexcept;
  template <typename Action>
  void post(Action action) {
    post(std::unique_ptr<Command>(std::make_unique<ActionCommand<Action>>(std::move(action))));
  }
  Reports& reports() noexcept { return reports_; }
  // How far apart blocks were handled, less what they should be, without sign.
  const rt::Histogram& jitter() const noexcept { return jitter_; }

  // Line thread.
  void add(Source& source, int fd, uint32_t events) noexcept;
  void change(Source& source, int fd, uint32_t events) noexcept;
  void remove(Source& source, int fd) noexcept;
  SpanClock& spanClock() noexcept { return span_clock_; }
  void recordJitter(int64_t ns) noexcept { jitter_.record(static_cast<uint32_t>((ns < 0 ? -ns : ns) / 1000)); }

 private:
  void run() noexcept;
  void takeCommands() noexcept;
  int timeoutMs() const noexcept;
  void callOverdue() noexcept;

  Reports reports_;
  SpanClock span_clock_;
  rt::Histogram jitter_;
  rt::Mailbox<Command> mailbox_;
  rt::LinkedList<Source> sources_;
  int epoll_ = -1, wake_ = -1;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace partyline::lines
