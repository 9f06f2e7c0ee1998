// A pair of non-blocking UDP sockets for RTP and RTCP on two neighbouring ports.
#pragma once
#include <netinet/in.h>

#include <cstdint>
#include <string>

#include "port_pool.hpp"

namespace partyline::sip {

class RtpSockets {
 public:
  RtpSockets() = default;
  RtpSockets(RtpSockets&&) noexcept;
  RtpSockets& operator=(RtpSockets&&) = delete;
  ~RtpSockets();   // closes both, gives the ports back

  // Takes the next ports of the pool that nobody else uses. False: there are none.
  bool open(PortPool& pool, in_addr address);
  int rtp() const { return rtp_fd_; }
  int rtcp() const { return rtcp_fd_; }
  uint16_t port() const { return port_; }   // host byte order

 private:
  bool bindBoth(uint16_t port, in_addr address);
  void close();

  PortPool* pool_ = nullptr;
  uint16_t port_ = 0;
  int rtp_fd_ = -1;
  int rtcp_fd_ = -1;
};

// The address of this machine from which `remote` is reached; `remote` unset or unreachable gives INADDR_ANY.
in_addr addressTowards(in_addr remote);

}  // namespace partyline::sip
