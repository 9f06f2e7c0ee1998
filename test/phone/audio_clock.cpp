#include "audio_clock.hpp"

#include <algorithm>
#include <utility>

#include <time.h>

namespace partyline::phone {

namespace {

constexpr long tick_ns = 20'000'000;

void advance(timespec& at) {
  at.tv_nsec += tick_ns;
  if (at.tv_nsec >= 1'000'000'000) {
    at.tv_nsec -= 1'000'000'000;
    at.tv_sec += 1;
  }
}

}  // namespace

AudioClock::AudioClock(std::function<void()> prepare_thread) : thread_([this, prepare = std::move(prepare_thread)] {
  prepare();
  run();
}) {}

AudioClock::~AudioClock() {
  stopping_ = true;
  thread_.join();
}

void AudioClock::add(Seat& seat) {
  const std::lock_guard<std::mutex> lock(lock_);
  seats_.push_back(&seat);
}

void AudioClock::remove(Seat& seat) {
  const std::lock_guard<std::mutex> lock(lock_);
  seats_.erase(std::remove(seats_.begin(), seats_.end(), &seat), seats_.end());
}

void AudioClock::between_ticks(const std::function<void()>& change) {
  const std::lock_guard<std::mutex> lock(lock_);
  change();
}

void AudioClock::run() {
  timespec at{};
  clock_gettime(CLOCK_MONOTONIC, &at);
  while (!stopping_) {
    advance(at);
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr);
    const std::lock_guard<std::mutex> lock(lock_);
    for (Seat* seat : seats_) seat->tick();
  }
}

}  // namespace partyline::phone
