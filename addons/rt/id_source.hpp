// Numbers that are never used twice. Any thread.
#pragma once
#include <atomic>
#include <cstdint>

namespace partyline::rt {

class IdSource {
 public:
  uint32_t next() noexcept { return last_.fetch_add(1, std::memory_order_relaxed) + 1; }

 private:
  std::atomic<uint32_t> last_{0};
};

}  // namespace partyline::rt
