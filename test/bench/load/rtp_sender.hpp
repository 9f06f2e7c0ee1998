// Sends each call's packet of each slot at its phase, many with one system call.
#pragma once
#include <sys/socket.h>

#include <array>
#include <map>
#include <vector>

#include "call.hpp"
#include "capture.hpp"
#include "payload_bank.hpp"
#include "udp_socket.hpp"

namespace partyline::bench {

class RtpSender {
 public:
  RtpSender(const Options& options, const std::vector<UdpSocket>& sockets, Capture& capture);

  // The call is answered: it sends from now on.
  void start(Call& call);
  void stop(const Call& call);
  // Sends what is due in this millisecond since the beginning of the time line.
  void send(int64_t tick_ms, bool keep_markers);
  int64_t failedSends() const { return failed_sends_; }

 private:
  struct Outgoing {
    Call* call;
    sockaddr_in to;
    iovec parts[2];
  };

  const Payload& speak(const Call& call, int64_t slot, bool& marker) const;
  void prepare(Outgoing& outgoing, int64_t slot, bool keep_markers);
  bool prepareDigits(Outgoing& outgoing);
  void transmit(int socket, std::vector<Outgoing>& batch);

  const Options& options_;
  const std::vector<UdpSocket>& sockets_;
  Capture& capture_;
  std::map<Codec, PayloadBank> banks_;
  std::map<int, int> room_sizes_;
  std::array<std::vector<std::vector<Outgoing>>, kSlotMs> due_;   // by phase, then by socket
  std::vector<mmsghdr> messages_;
  int64_t failed_sends_ = 0;
};

}  // namespace partyline::bench
