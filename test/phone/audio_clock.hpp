#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "seat.hpp"

namespace partyline::phone {

/** Ticks every seat each 20 ms on a thread of its own. */
class AudioClock {
 public:
  /** `prepare_thread` runs first on the new thread. */
  explicit AudioClock(std::function<void()> prepare_thread);
  ~AudioClock();
  AudioClock(const AudioClock&) = delete;
  AudioClock& operator=(const AudioClock&) = delete;

  void add(Seat& seat);
  void remove(Seat& seat);
  /** Runs `change` between two ticks. */
  void between_ticks(const std::function<void()>& change);

 private:
  void run();

  std::mutex lock_;
  std::vector<Seat*> seats_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace partyline::phone
