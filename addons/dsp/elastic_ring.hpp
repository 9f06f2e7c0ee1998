// The elastic way between two clocks: one thread writes by the one, another reads by the other. What waits steers a resampler by a slow
// servo, so that neither the jitter of the threads nor the difference of the clocks is heard.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "../rt/spsc_ring.hpp"
#include "clock_servo.hpp"
#include "sinc_table.hpp"

namespace partyline::dsp {

struct ElasticRingOptions {
  // How far both threads together may be off their mean. The delay is this, a block of the writer, and 10 ms.
  float jitter_ms = 15;
  // More than that above the usual delay: some is dropped.
  float most_ms = 80;
};

struct ElasticRingStats {
  float ppm = 0;       // how much faster it is written than read
  float delay_ms = 0;  // from a sample's being given to its being read, smoothed
  uint32_t slips = 0;  // blocks that were repeated, dropped or lacking
};

class ElasticRing {
 public:
  static constexpr size_t kMostRead = 480;

  // Allocates here and never again.
  explicit ElasticRing(ElasticRingOptions options = {});

  // The writing thread, with the time by a clock that both threads share. What does not fit is lost and counted as a slip.
  void write(const int16_t* samples, size_t count, int64_t now_ns) noexcept;
  // The reading thread. Gives `count` samples, at most kMostRead; false: nothing but silence, since not enough waits or nothing comes.
  bool read(int16_t* samples, size_t count, int64_t now_ns) noexcept;
  // The reading thread. Forgets what waits and begins anew, but keeps what it learnt of the clocks.
  void restart() noexcept;

  // Any thread. True: both sides follow one clock; the resampler comes to rest and samples pass unchanged.
  void setRatioFixed(bool fixed) noexcept { fixed_.store(fixed, std::memory_order_relaxed); }
  ElasticRingStats stats() const noexcept;

 private:
  void collect() noexcept;
  bool begins(double even) noexcept;
  double waiting() const noexcept { return static_cast<double>(held_count_) - position_; }
  double sinceNewest(int64_t now_ns) const noexcept;
  double stepFor(size_t count, double even) noexcept;
  double stepToRest(size_t count) const noexcept;
  void keepWithinBounds(size_t count) noexcept;
  void jump(double by_samples) noexcept;
  void render(int16_t* out, size_t count, double step) noexcept;
  float sampleAt(double position) const noexcept;
  void forget() noexcept;

  const double target_;
  const double most_;
  const SincTable& sinc_;
  rt::SpscRing<int16_t> ring_;
  std::atomic<int64_t> written_ns_{0};
  std::atomic<bool> fixed_{false};
  std::atomic<bool> running_{false};
  std::atomic<uint32_t> slips_{0};
  std::atomic<float> ppm_{0};
  std::atomic<float> delay_ms_{0};

  // The reading thread's own: what was taken from the ring and may still be needed, and the place in it that is read next.
  std::vector<int16_t> held_;
  size_t held_count_ = 0;
  double position_ = 0;
  ClockServo servo_;
  // A jump is cross-faded from where the old way would go on.
  double old_position_ = 0;
  size_t fade_left_ = 0;
  float gain_ = 0;
  float gain_step_ = 0;
  int repeats_ = 0;
};

}  // namespace partyline::dsp
