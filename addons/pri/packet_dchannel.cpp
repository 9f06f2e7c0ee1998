#include "packet_dchannel.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace partyline::pri {

PacketDChannel::~PacketDChannel() { ::close(socket_); }

size_t PacketDChannel::read(uint8_t* to, size_t capacity) {
  const ssize_t bytes = ::recv(socket_, to, capacity, MSG_DONTWAIT);
  return bytes > 0 ? static_cast<size_t>(bytes) : 0;
}

void PacketDChannel::write(const uint8_t* frame, size_t bytes) {
  if (::send(socket_, frame, bytes, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
    // Lost, as a frame on a busy line is.
  }
}

short PacketDChannel::pollEvents() const { return POLLIN; }

void PacketDChannel::look(short revents) {
  if ((revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) gone_ = true;
}

}  // namespace partyline::pri
