// A bounded ring between one producer thread and one consumer thread. Neither waits; a full ring refuses.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <vector>

namespace partyline::rt {

template <typename T>
class SpscRing {
 public:
  // Holds `capacity` items; allocates here and never again.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  // Producer. False: full, nothing was taken.
  bool push(const T& item) noexcept {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    if (room(head_.load(std::memory_order_acquire), tail) == 0) return false;
    slots_[tail] = item;
    tail_.store((tail + 1) % slots_.size(), std::memory_order_release);
    return true;
  }

  // Consumer. False: empty.
  bool pop(T& item) noexcept {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (used(head, tail_.load(std::memory_order_acquire)) == 0) return false;
    item = slots_[head];
    head_.store((head + 1) % slots_.size(), std::memory_order_release);
    return true;
  }

  // Producer. How many of `count` were taken.
  size_t write(const T* items, size_t count) noexcept {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t n = std::min(count, room(head_.load(std::memory_order_acquire), tail));
    const size_t first = std::min(n, slots_.size() - tail);
    std::copy_n(items, first, slots_.begin() + tail);
    std::copy_n(items + first, n - first, slots_.begin());
    tail_.store((tail + n) % slots_.size(), std::memory_order_release);
    return n;
  }

  // Consumer. How many were given, at most `count`.
  size_t read(T* items, size_t count) noexcept {
    const size_t head = head_.load(std::memory_order_relaxed);
    const size_t n = std::min(count, used(head, tail_.load(std::memory_order_acquire)));
    const size_t first = std::min(n, slots_.size() - head);
    std::copy_n(slots_.begin() + head, first, items);
    std::copy_n(slots_.begin(), n - first, items + first);
    head_.store((head + n) % slots_.size(), std::memory_order_release);
    return n;
  }

  // Either side; exact only where the other rests.
  size_t size() const noexcept { return used(head_.load(std::memory_order_acquire), tail_.load(std::memory_order_acquire)); }
  size_t capacity() const noexcept { return slots_.size() - 1; }

 private:
  size_t used(size_t head, size_t tail) const noexcept { return (tail + slots_.size() - head) % slots_.size(); }
  size_t room(size_t head, size_t tail) const noexcept { return capacity() - used(head, tail); }

  std::vector<T> slots_;
  alignas(64) std::atomic<size_t> head_{0};
  alignas(64) std::atomic<size_t> tail_{0};
};

}  // namespace partyline::rt
