// Counts what the C library's allocator is asked for by threads that are being watched.
#pragma once
#include <cstdint>

namespace partyline::test {

void watchThisThread(bool on) noexcept;
uint64_t trappedAllocations() noexcept;
// False under a sanitizer, which needs the allocator for itself.
bool trapWorks() noexcept;

}  // namespace partyline::test
