#include "allocation_trap.hpp"

#include <atomic>
#include <cstddef>

namespace {

thread_local bool watched = false;
std::atomic<uint64_t> trapped{0};

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr bool kTraps = true;
void note() noexcept {
  if (watched) trapped.fetch_add(1, std::memory_order_relaxed);
}
#else
constexpr bool kTraps = false;
#endif

}  // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void __libc_free(void*);

void* malloc(size_t bytes) { note(); return __libc_malloc(bytes); }
void* calloc(size_t count, size_t bytes) { note(); return __libc_calloc(count, bytes); }
void* realloc(void* memory, size_t bytes) { note(); return __libc_realloc(memory, bytes); }
void free(void* memory) {
  if (memory) note();
  __libc_free(memory);
}
}
#endif

namespace partyline::test {

void watchThisThread(bool on) noexcept { watched = on; }
uint64_t trappedAllocations() noexcept { return trapped.load(); }
bool trapWorks() noexcept { return kTraps; }

}  // namespace partyline::test
