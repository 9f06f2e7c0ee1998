// A thread for audio: SCHED_FIFO where the system permits it, else a normal one.
#pragma once
#include <pthread.h>
#include <sched.h>

#include <thread>
#include <utility>

namespace partyline::rt {

constexpr int kAudioPriority = 40;  // above normal work, below the kernel's own interrupt threads (50)

inline bool raisePriority(pthread_t thread) noexcept {
  sched_param parameters{};
  parameters.sched_priority = kAudioPriority;
  return pthread_setschedparam(thread, SCHED_FIFO, &parameters) == 0;
}

// `name`: at most 15 characters, shown by top and ps.
template <typename Run>
std::thread startNamed(const char* name, Run run) {
  std::thread thread(std::move(run));
  pthread_setname_np(thread.native_handle(), name);
  return thread;
}

template <typename Run>
std::thread startRealtime(const char* name, Run run) {
  std::thread thread = startNamed(name, std::move(run));
  raisePriority(thread.native_handle());
  return thread;
}

}  // namespace partyline::rt
