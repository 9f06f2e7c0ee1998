// Samples between frames of two sizes: the tick's and the stream's (10 to 120 ms, as the far end's ptime asks).
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace partyline::sip {

// Allocates when made, never later. One thread.
class FrameQueue {
 public:
  explicit FrameQueue(size_t capacity) : samples_(capacity) {}
  size_t size() const noexcept { return size_; }
  // Where the next samples go; the caller writes at most `room()` there and then calls `added`.
  int16_t* end() noexcept { return samples_.data() + size_; }
  size_t room() const noexcept { return samples_.size() - size_; }
  void added(size_t count) noexcept { size_ += count; }
  const int16_t* begin() const noexcept { return samples_.data(); }
  // `count` must not be above `size()`.
  void removed(size_t count) noexcept;

 private:
  std::vector<int16_t> samples_;
  size_t size_ = 0;
};

}  // namespace partyline::sip
