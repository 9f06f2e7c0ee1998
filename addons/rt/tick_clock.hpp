// When which tick is, for all threads that tick together. Its period can be steered by a few parts per million, so that it follows
// a telephone line's clock; no tick is ever left out or moved by it, those to come only lie a little closer or further apart.
#pragma once
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>

namespace partyline::rt {

class TickClock {
 public:
  static constexpr double kMostPpm = 200;

  // Tick 0 is at `base_ns` (CLOCK_MONOTONIC).
  TickClock(int64_t base_ns, int64_t period_ns) : nominal_ns_(static_cast<double>(period_ns)) { store({0, base_ns, nominal_ns_}); }

  // Any thread; waits for nobody.
  int64_t time_ns(int64_t number) const noexcept {
    const Stretch stretch = load();
    return stretch.time_ns + std::llround(static_cast<double>(number - stretch.number) * stretch.period_ns);
  }
  // How many ticks have passed, with the part of the one that runs.
  double positionAt(int64_t now_ns) const noexcept {
    const Stretch stretch = load();
    return static_cast<double>(stretch.number) + static_cast<double>(now_ns - stretch.time_ns) / stretch.period_ns;
  }
  int64_t numberAt(int64_t now_ns) const noexcept { return static_cast<int64_t>(std::floor(positionAt(now_ns))); }

  // One thread; waits for nobody. How much faster than nominal it ticks from now on, parts per million.
  void steer(double ppm, int64_t now_ns) noexcept {
    const int64_t number = numberAt(now_ns);
    const int64_t at_ns = time_ns(number);
    ppm_.store(std::clamp(ppm, -kMostPpm, kMostPpm), std::memory_order_relaxed);
    store({number, at_ns, nominal_ns_ / (1 + this->ppm() / 1e6)});
  }
  double ppm() const noexcept { return ppm_.load(std::memory_order_relaxed); }

 private:
  // From tick `number` on.
  struct Stretch {
    int64_t number, time_ns;
    double period_ns;
  };

  // A reader that met a change reads again: an odd version is one in the making.
  Stretch load() const noexcept {
    for (;;) {
      const uint32_t before = version_.load(std::memory_order_acquire);
      const Stretch stretch{number_.load(std::memory_order_relaxed), time_ns_.load(std::memory_order_relaxed), period_ns_.load(std::memory_order_relaxed)};
      std::atomic_thread_fence(std::memory_order_acquire);
      if (before % 2 == 0 && version_.load(std::memory_order_relaxed) == before) return stretch;
    }
  }
  void store(const Stretch& stretch) noexcept {
    const uint32_t version = version_.load(std::memory_order_relaxed);
    version_.store(version + 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    number_.store(stretch.number, std::memory_order_relaxed);
    time_ns_.store(stretch.time_ns, std::memory_order_relaxed);
    period_ns_.store(stretch.period_ns, std::memory_order_relaxed);
    version_.store(version + 2, std::memory_order_release);
  }

  const double nominal_ns_;
  std::atomic<double> ppm_{0};
  std::atomic<uint32_t> version_{0};
  std::atomic<int64_t> number_{0}, time_ns_{0};
  std::atomic<double> period_ns_{0};
};

}  // namespace partyline::rt
