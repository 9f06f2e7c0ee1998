// Takes out of what comes from a line what the line's hybrid returned of what was sent.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace partyline::dsp {

struct EchoFigures {
  bool measured = false;  // something was sent, loud enough to tell
  float return_loss_db = 0;              // ERL: sent against its echo as it comes back
  float return_loss_enhancement_db = 0;  // ERLE: the echo as it comes back against what is left of it
  float bulk_delay_ms = 0;
};

class EchoCanceller {
 public:
  static constexpr int kMostBulkDelayMs = 100;

  // Allocates here and never again.
  EchoCanceller();
  ~EchoCanceller();

  // One thread. kBlockSamples each: `sent` is what went to the line with the block before `received` came or in the same turn, always
  // in the same order; `received` is cleaned in place. null `sent`: silence.
  void process(int16_t* received, const int16_t* sent) noexcept;
  // The same thread. The path has changed (another call): learns anew. The bulk delay, which belongs to the card, stays.
  void restart() noexcept;
  // The same thread. What lies in buffers between `sent` and the line and back, where the caller knows it; it is
  // searched for where nobody does, or where nothing is cancelled by what was told.
  void setBulkDelay(float delay_ms) noexcept;
  // Any thread.
  EchoFigures figures() const noexcept;

 private:
  class Path;
  std::unique_ptr<Path> path_;
};

}  // namespace partyline::dsp
