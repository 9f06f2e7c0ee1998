// What the kernel is asked for by those who use a channel: the boundary at which a test can be the driver.
#pragma once
#include <cstddef>

#include <sys/types.h>

namespace partyline::lines {

// As the system calls of the same names: -1 and errno where they fail.
class SystemCalls {
 public:
  virtual ~SystemCalls() = default;
  virtual int open(const char* path) noexcept = 0;  // for reading and writing, not blocking
  virtual int close(int fd) noexcept = 0;
  virtual int ioctl(int fd, unsigned long request, void* argument) noexcept = 0;
  virtual ssize_t read(int fd, void* bytes, size_t count) noexcept = 0;
  virtual ssize_t write(int fd, const void* bytes, size_t count) noexcept = 0;
};

// The real ones.
SystemCalls& kernel() noexcept;

}  // namespace partyline::lines
