#include "system_calls.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace partyline::lines {
namespace {

class Kernel final : public SystemCalls {
 public:
  int open(const char* path) noexcept override { return ::open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY); }
  int close(int fd) noexcept override { return ::close(fd); }
  int ioctl(int fd, unsigned long request, void* argument) noexcept override { return ::ioctl(fd, request, argument); }
  ssize_t read(int fd, void* bytes, size_t count) noexcept override { return ::read(fd, bytes, count); }
  ssize_t write(int fd, const void* bytes, size_t count) noexcept override { return ::write(fd, bytes, count); }
};

}  // namespace

SystemCalls& kernel() noexcept {
  static Kernel calls;
  return calls;
}

}  // namespace partyline::lines
