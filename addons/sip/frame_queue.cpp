#include "frame_queue.hpp"

#include <cstring>

namespace partyline::sip {

void FrameQueue::removed(size_t count) noexcept {
  size_ -= count;
  if (size_ > 0) std::memmove(samples_.data(), samples_.data() + count, size_ * sizeof(int16_t));
}

}  // namespace partyline::sip
