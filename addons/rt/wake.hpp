// Wakes one waiting thread. `post` never blocks: it may be called by an audio thread.
#pragma once
#include <semaphore.h>

#include <cerrno>
#include <ctime>

namespace partyline::rt {

class Wake {
 public:
  Wake() { sem_init(&semaphore_, 0, 0); }
  ~Wake() { sem_destroy(&semaphore_); }
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;

  void post() noexcept { sem_post(&semaphore_); }

  // Returns when posted since the last wait, or after `timeout_ms`. Many posts are one wake.
  void wait(int timeout_ms) noexcept {
    timespec until{};
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += static_cast<long>(timeout_ms % 1000) * 1000000;
    until.tv_sec += timeout_ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &until) != 0 && errno == EINTR) {}
    while (sem_trywait(&semaphore_) == 0) {}
  }

 private:
  sem_t semaphore_;
};

}  // namespace partyline::rt
