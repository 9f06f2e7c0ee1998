#include "rtp_sockets.hpp"

#include <netinet/ip.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace partyline::sip {

namespace {

// DSCP EF, what networks that know of telephony expect of voice (RFC 4594 4.1).
constexpr int kTosExpedited = 0xB8;

int boundSocket(uint16_t port, in_addr address) {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  sockaddr_in local{};
  local.sin_family = AF_INET;
  local.sin_port = htons(port);
  local.sin_addr = address;
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&local), sizeof local) != 0) {
    ::close(fd);
    return -1;
  }
  ::setsockopt(fd, IPPROTO_IP, IP_TOS, &kTosExpedited, sizeof kTosExpedited);
  return fd;
}

}  // namespace

RtpSockets::RtpSockets(RtpSockets&& other) noexcept
    : pool_(std::exchange(other.pool_, nullptr)),
      port_(other.port_),
      rtp_fd_(std::exchange(other.rtp_fd_, -1)),
      rtcp_fd_(std::exchange(other.rtcp_fd_, -1)) {}

RtpSockets::~RtpSockets() {
  close();
  if (pool_ != nullptr) pool_->give(port_);
}

bool RtpSockets::open(PortPool& pool, in_addr address) {
  for (size_t tries = pool.size(); tries > 0; tries--) {
    const auto port = pool.take();
    if (!port) return false;
    if (bindBoth(*port, address)) {
      pool_ = &pool;
      port_ = *port;
      return true;
    }
    pool.give(*port);
  }
  return false;
}

bool RtpSockets::bindBoth(uint16_t port, in_addr address) {
  rtp_fd_ = boundSocket(port, address);
  if (rtp_fd_ < 0) return false;
  rtcp_fd_ = boundSocket(static_cast<uint16_t>(port + 1), address);
  if (rtcp_fd_ < 0) {
    close();
    return false;
  }
  const int on = 1;
  ::setsockopt(rtcp_fd_, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  return true;
}

void RtpSockets::close() {
  if (rtp_fd_ >= 0) ::close(std::exchange(rtp_fd_, -1));
  if (rtcp_fd_ >= 0) ::close(std::exchange(rtcp_fd_, -1));
}

in_addr addressTowards(in_addr remote) {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in end{};
  end.sin_family = AF_INET;
  end.sin_port = htons(9);
  end.sin_addr = remote;
  socklen_t length = sizeof end;
  // Connecting a UDP socket sends nothing: it makes the kernel choose the route.
  const bool chosen = fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr*>(&end), sizeof end) == 0 &&
                      ::getsockname(fd, reinterpret_cast<sockaddr*>(&end), &length) == 0;
  if (fd >= 0) ::close(fd);
  return chosen ? end.sin_addr : in_addr{INADDR_ANY};
}

}  // namespace partyline::sip
