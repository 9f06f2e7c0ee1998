#include "rtp_receiver.hpp"

#include <sys/socket.h>

#include <cstring>

#include "clock.hpp"

namespace partyline::bench {
namespace {

constexpr int kBatch = 64;
constexpr int kMaxPacketBytes = 1500;
constexpr int kControlBytes = 64;
constexpr int kPorts = 65536;
constexpr uint8_t kPayloadTypeMask = 0x7f;

int64_t kernelStampNs(msghdr& header) {
  for (cmsghdr* c = CMSG_FIRSTHDR(&header); c != nullptr; c = CMSG_NXTHDR(&header, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
    timespec t{};
    std::memcpy(&t, CMSG_DATA(c), sizeof t);
    return t.tv_sec * kNsPerS + t.tv_nsec;
  }
  return realtimeNs();
}

}  // namespace

struct RtpReceiver::Buffers {
  mmsghdr messages[kBatch];
  iovec parts[kBatch];
  sockaddr_in from[kBatch];
  uint8_t data[kBatch][kMaxPacketBytes];
  alignas(cmsghdr) uint8_t control[kBatch][kControlBytes];

  void reset() {
    for (int i = 0; i < kBatch; ++i) {
      parts[i] = {data[i], kMaxPacketBytes};
      messages[i].msg_hdr = {&from[i], sizeof from[i], &parts[i], 1, control[i], kControlBytes, 0};
    }
  }
};

RtpReceiver::RtpReceiver(const std::vector<UdpSocket>& sockets, Capture& capture)
    : sockets_(sockets), capture_(capture), by_port_(kPorts), buffers_(std::make_unique<Buffers>()) {}

RtpReceiver::~RtpReceiver() = default;

void RtpReceiver::start(Call& call) { by_port_[call.dialog->answer().port] = &call; }

void RtpReceiver::receive(bool counting, bool capturing) {
  for (const auto& socket : sockets_) {
    int count = kBatch;
    while (count == kBatch) {
      buffers_->reset();
      count = recvmmsg(socket.fd(), buffers_->messages, kBatch, MSG_DONTWAIT, nullptr);
      for (int i = 0; i < count; ++i) take(*buffers_, i, counting, capturing);
    }
  }
}

void RtpReceiver::take(const Buffers& buffers, int index, bool counting, bool capturing) {
  Call* call = by_port_[ntohs(buffers.from[index].sin_port)];
  const int length = static_cast<int>(buffers.messages[index].msg_len);
  if (call == nullptr || length < static_cast<int>(kRtpHeaderBytes)) {
    ++strangers_;
    return;
  }
  if (!counting && !call->late) return;
  const uint8_t* packet = buffers.data[index];
  auto& header = const_cast<msghdr&>(buffers.messages[index].msg_hdr);
  const int64_t received_ns = kernelStampNs(header);
  call->received.add(static_cast<uint16_t>(packet[2] << 8 | packet[3]), received_ns);
  const bool audio = (packet[1] & kPayloadTypeMask) == call->dialog->answer().payload_type;
  if (!capturing || !audio || call->late) return;
  capture_.add(received_ns, call->index, packet + kRtpHeaderBytes, length - static_cast<int>(kRtpHeaderBytes));
}

}  // namespace partyline::bench
