// Counts what the C library's allocator is asked for by threads that called `watchThisThread`.
#pragma once
#include <cstdint>

namespace partyline::mixer::test {

void watchThisThread() noexcept;
uint64_t trappedAllocations() noexcept;
// False under a sanitizer, which needs the allocator for itself.
bool trapWorks() noexcept;

}  // namespace partyline::mixer::test
