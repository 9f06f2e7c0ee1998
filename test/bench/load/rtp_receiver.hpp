// Receives all calls' RTP, many packets with one system call, and tells the calls apart by the target's port.
#pragma once
#include <array>
#include <vector>

#include "call.hpp"
#include "capture.hpp"
#include "udp_socket.hpp"

namespace partyline::bench {

class RtpReceiver {
 public:
  RtpReceiver(const std::vector<UdpSocket>& sockets, Capture& capture);
  ~RtpReceiver();

  void start(Call& call);
  // Takes all that waits. `counting` adds to the calls' statistics, `capturing` keeps the audio.
  void receive(bool counting, bool capturing);
  int64_t strangers() const { return strangers_; }

 private:
  struct Buffers;
  void take(const Buffers& buffers, int index, bool counting, bool capturing);

  const std::vector<UdpSocket>& sockets_;
  Capture& capture_;
  std::vector<Call*> by_port_;
  std::unique_ptr<Buffers> buffers_;
  int64_t strangers_ = 0;   // packets from ports that belong to no call
};

}  // namespace partyline::bench
