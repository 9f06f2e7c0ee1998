// Hold music of one shard at one rate: all who wait hear the same. Filled by the disk thread, taken by the audio thread.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "../rt/spsc_ring.hpp"
#include "music_source.hpp"
#include "rates.hpp"

namespace partyline::mixer {

class MusicStation {
 public:
  MusicStation(std::vector<std::string> paths, int rate);
  // Control thread: somebody will listen. Files are opened only then.
  void start() noexcept { started_.store(true, std::memory_order_relaxed); }
  // Audio thread. This tick's frame, the same for all who ask in one tick.
  const int16_t* frame(uint64_t tick) noexcept;
  // Disk thread.
  void fill();
  bool started() const noexcept { return started_.load(std::memory_order_relaxed); }

 private:
  int rate_;
  std::atomic<bool> started_{false};
  rt::SpscRing<int16_t> ring_;
  MusicSource source_;
  uint64_t frame_tick_ = 0;
  int16_t frame_[kMaxFrameSamples] = {};
};

}  // namespace partyline::mixer
