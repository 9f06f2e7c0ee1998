#include "pty.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace partyline::simulator {

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// Renamed into place: whoever looks finds the old device, the new one, or none.
void pointLink(const std::string& link, const char* device) {
  const std::string fresh = link + ".new";
  unlink(fresh.c_str());
  if (symlink(device, fresh.c_str()) != 0 || rename(fresh.c_str(), link.c_str()) != 0) fail("symlink");
}

// A port that nobody has set up yet must not echo.
void makeRaw(int file) {
  termios settings{};
  if (tcgetattr(file, &settings) != 0) fail("tcgetattr");
  cfmakeraw(&settings);
  if (tcsetattr(file, TCSANOW, &settings) != 0) fail("tcsetattr");
}

}  // namespace

Pty::Pty(EventLoop& loop, std::string link, Received received) : loop_(loop), link_(std::move(link)), received_(std::move(received)) {}

Pty::~Pty() { unplug(); }

void Pty::plugIn() {
  if (pluggedIn()) return;
  master_ = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0) fail("posix_openpt");
  std::array<char, 64> device{};
  if (ptsname_r(master_, device.data(), device.size()) != 0) fail("ptsname_r");
  slave_ = open(device.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (slave_ < 0) fail("open");
  makeRaw(slave_);
  pointLink(link_, device.data());
  loop_.watch(master_, EPOLLIN, [this](uint32_t events) { read(events); });
}

void Pty::unplug() {
  if (!pluggedIn()) return;
  loop_.unwatch(master_);
  unlink(link_.c_str());
  close(slave_);
  close(master_);
  master_ = slave_ = -1;
}

bool Pty::write(const uint8_t* bytes, size_t count) {
  return pluggedIn() && ::write(master_, bytes, count) == static_cast<ssize_t>(count);
}

void Pty::read(uint32_t) {
  std::array<uint8_t, 4096> bytes;
  const ssize_t count = ::read(master_, bytes.data(), bytes.size());
  if (count > 0) received_(bytes.data(), static_cast<size_t>(count));
}

}  // namespace partyline::simulator
