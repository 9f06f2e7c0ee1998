// A bound, non-blocking UDP socket on an IPv4 address.
#pragma once
#include <netinet/in.h>

#include <string>

namespace partyline::bench {

sockaddr_in socketAddress(const std::string& address, int port);

class UdpSocket {
 public:
  // Port 0 picks a free one. Throws std::runtime_error when the port can't be bound.
  UdpSocket(const std::string& address, int port);
  ~UdpSocket();
  UdpSocket(UdpSocket&& other) noexcept : fd_(other.fd_), port_(other.port_) { other.fd_ = -1; }
  UdpSocket(const UdpSocket&) = delete;
  UdpSocket& operator=(const UdpSocket&) = delete;
  UdpSocket& operator=(UdpSocket&&) = delete;

  int fd() const { return fd_; }
  int port() const { return port_; }
  // As large as the system allows; beyond net.core.rmem_max with the privilege to.
  void enlargeReceiveBuffer(int bytes);
  // Received packets carry the time at which the kernel got them.
  void stampReceived();

 private:
  int fd_;
  int port_;
};

}  // namespace partyline::bench
