#include "span.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "../rt/realtime_thread.hpp"
#include "clock.hpp"

namespace partyline::pri {

namespace {

constexpr int kClosing_ms = 500;
constexpr int kLongestSleep_ms = 60000;

}  // namespace

Span::Span(const Place& place, std::unique_ptr<DChannel> d_channel, const Options& options)
    : place_(place), options_(options), d_channel_(std::move(d_channel)), wake_file_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  thread_ = rt::startNamed("pri", [this] { run(); });
}

Span::~Span() {
  close();
  thread_.join();
  ::close(wake_file_);
}

bool Span::post(Command command) {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (ended_) return false;
    commands_.push_back(std::move(command));
  }
  const uint64_t one = 1;
  if (::write(wake_file_, &one, sizeof one) < 0) {
    // The counter is full: the thread is awake anyway.
  }
  return true;
}

void Span::close() {
  closing_ = true;
  post([](Signalling&) {});
}

void Span::run() {
  Signalling signalling({place_.span, *d_channel_, place_.listener, place_.new_call}, options_);
  bool there = true;
  while (there && !closing_) {
    there = turn(signalling);
    if (there) wait(signalling.timeout_ms());
  }
  if (there) clearAll(signalling);
  finish(signalling);
}

bool Span::turn(Signalling& signalling) {
  runCommands(signalling);
  signalling.setAlarm(d_channel_->inAlarm());
  signalling.run();
  const std::string reason = gone();
  if (reason.empty()) return true;
  signalling.lose(reason);
  return false;
}

std::string Span::gone() const {
  const std::string reason = d_channel_->gone();
  if (reason.empty() || d_channel_->badFrames() == 0) return reason;
  return reason + " Broken frames before: " + std::to_string(d_channel_->badFrames()) + ".";
}

void Span::clearAll(Signalling& signalling) {
  const int64_t until_ms = now_ms() + kClosing_ms;
  runCommands(signalling);
  signalling.hangUpAll(PRI_CAUSE_NORMAL_TEMPORARY_FAILURE);
  while (signalling.calls() > 0 && now_ms() < until_ms && turn(signalling)) wait(static_cast<int>(until_ms - now_ms()));
}

// Commands run without the lock: what they tell of may wait for somebody who posts.
void Span::finish(Signalling& signalling) {
  while (!closeQueue()) runCommands(signalling);
}

bool Span::closeQueue() {
  const std::lock_guard<std::mutex> guard(mutex_);
  ended_ = commands_.empty();
  return ended_;
}

void Span::runCommands(Signalling& signalling) {
  std::vector<Command> commands;
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    commands.swap(commands_);
  }
  for (const Command& command : commands) command(signalling);
}

void Span::wait(int timeout_ms) {
  pollfd files[] = {{wake_file_, POLLIN, 0}, {d_channel_->file(), d_channel_->pollEvents(), 0}};
  const int longest_ms = timeout_ms < 0 ? kLongestSleep_ms : std::clamp(timeout_ms, 0, kLongestSleep_ms);
  if (::poll(files, 2, longest_ms) <= 0) return;
  uint64_t wakes = 0;
  if ((files[0].revents & POLLIN) != 0 && ::read(wake_file_, &wakes, sizeof wakes) < 0) {
    // Another wake-up was taken already.
  }
  if (files[1].revents != 0) d_channel_->look(files[1].revents);
}

}  // namespace partyline::pri
