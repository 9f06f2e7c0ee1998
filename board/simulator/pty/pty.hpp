// One end of a serial cable: a pseudo-terminal whose other end a program opens as a serial port, by a symbolic link with a name that stays
// the same when the device is unplugged and plugged in again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "../loop/event_loop.hpp"

namespace partyline::simulator {

class Pty {
 public:
  using Received = std::function<void(const uint8_t* bytes, size_t count)>;

  // Unplugged at first.
  Pty(EventLoop& loop, std::string link, Received received);
  ~Pty();
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  // The link appears. Throws std::system_error.
  void plugIn();
  // The link is gone; a program that has the port open sees its device vanish.
  void unplug();
  bool pluggedIn() const { return master_ >= 0; }

  // As on a wire, what nobody reads is lost; false then.
  bool write(const uint8_t* bytes, size_t count);

 private:
  void read(uint32_t epoll_events);

  EventLoop& loop_;
  const std::string link_;
  const Received received_;
  int master_ = -1;
  // Held so that a program may close its end and open it again.
  int slave_ = -1;
};

}  // namespace partyline::simulator
