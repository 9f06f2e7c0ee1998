#include "tty.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

namespace partyline::lines {
namespace {

constexpr speed_t kLeastSpeed = B115200;

bool makeRaw(int fd) {
  termios settings{};
  if (::tcgetattr(fd, &settings) != 0) return false;
  ::cfmakeraw(&settings);
  settings.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | IXANY);
  settings.c_cflag |= CLOCAL | CREAD;
  // Closing the device must not drop DTR: the modem would hang up.
  settings.c_cflag &= ~static_cast<tcflag_t>(HUPCL);
  if (::cfgetospeed(&settings) < kLeastSpeed) ::cfsetspeed(&settings, kLeastSpeed);
  return ::tcsetattr(fd, TCSANOW, &settings) == 0;
}

}  // namespace

int openTty(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return -1;
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && makeRaw(fd) && ::ioctl(fd, TIOCEXCL) == 0) return fd;
  const int error = errno;
  ::close(fd);
  errno = error;
  return -1;
}

void closeTty(int fd) noexcept {
  ::tcflush(fd, TCIOFLUSH);
  ::ioctl(fd, TIOCNXCL);
  ::close(fd);
}

}  // namespace partyline::lines
