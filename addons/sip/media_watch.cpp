#include "media_watch.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>

namespace partyline::sip {

namespace {

constexpr uint32_t kLookMs = 1000;
constexpr uint32_t kLooksATimeout = 4;

int lookEveryMs(uint32_t silence_timeout_ms) {
  if (silence_timeout_ms == 0) return -1;
  return static_cast<int>(std::clamp(silence_timeout_ms / kLooksATimeout, 10u, kLookMs));
}

}  // namespace

uint64_t monotonicMs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000 + static_cast<uint64_t>(now.tv_nsec) / 1000000;
}

MediaWatch::MediaWatch(Legs& legs, Listener& listener, uint32_t silence_timeout_ms)
    : legs_(legs),
      listener_(listener),
      silence_timeout_ms_(silence_timeout_ms),
      wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      thread_([this] { run(); }) {}

MediaWatch::~MediaWatch() {
  ending_ = true;
  wake();
  thread_.join();
  ::close(wake_fd_);
}

void MediaWatch::wake() {
  const uint64_t one = 1;
  if (::write(wake_fd_, &one, sizeof one) < 0) {
    // The counter is full, so the thread is awake anyway.
  }
}

void MediaWatch::run() {
  pthread_setname_np(pthread_self(), "media-watch");
  const int every_ms = lookEveryMs(silence_timeout_ms_);
  uint64_t next_look_ms = monotonicMs();
  while (!ending_) {
    pollfd waiting{wake_fd_, POLLIN, 0};
    ::poll(&waiting, 1, every_ms);
    uint64_t count = 0;
    if (::read(wake_fd_, &count, sizeof count) > 0) tellDigits();
    if (every_ms < 0 || monotonicMs() < next_look_ms) continue;
    tellSilences();
    next_look_ms = monotonicMs() + static_cast<uint64_t>(every_ms);
  }
}

void MediaWatch::tellDigits() {
  for (const auto& leg : legs_.all()) {
    const auto port = leg->port();
    if (!port) continue;
    port->takeDigits([&](char digit) {
      if (leg->acceptDigit(digit, DigitSource::rfc4733, monotonicMs())) listener_.digit(leg->id(), digit, DigitSource::rfc4733);
    });
  }
}

void MediaWatch::tellSilences() {
  for (const auto& leg : legs_.all()) watch(*leg);
}

void MediaWatch::watch(Leg& leg) {
  const auto port = leg.port();
  const uint32_t packets = port ? port->packets() : 0;
  // A telephone that rings need not send anything.
  const bool heard = packets != leg.seen_packets || !port || leg.held() || leg.awaited();
  leg.seen_packets = packets;
  const uint64_t silent_ms = leg.silentMs(heard, monotonicMs());
  if (silent_ms >= silence_timeout_ms_ && leg.tellSilence()) listener_.silent(leg.id(), static_cast<uint32_t>(silent_ms));
}

}  // namespace partyline::sip
