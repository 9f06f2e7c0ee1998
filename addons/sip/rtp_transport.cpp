#include "rtp_transport.hpp"

#include <sys/socket.h>

#include <cstring>
#include <ctime>

namespace partyline::sip {

namespace {

constexpr int kBatch = 4;
constexpr int kBatchesAPoll = 4;
constexpr int kPacketBytes = 1600;
constexpr int kRtpHeaderBytes = 12;
constexpr int kDiscardAtMost = 1024;
constexpr int kReportsAPoll = 4;
constexpr int64_t kLongestWaitUs = 10000000;

// One for each audio thread: what comes in is handed on before the next call reads.
struct Batch {
  alignas(8) uint8_t packets[kBatch][kPacketBytes];
  sockaddr_in from[kBatch];
  iovec parts[kBatch];
  mmsghdr messages[kBatch];

  Batch() {
    std::memset(messages, 0, sizeof messages);
    for (int i = 0; i < kBatch; i++) {
      parts[i] = {packets[i], kPacketBytes};
      messages[i].msg_hdr.msg_iov = &parts[i];
      messages[i].msg_hdr.msg_iovlen = 1;
      messages[i].msg_hdr.msg_name = &from[i];
    }
  }

  int receive(int fd) noexcept {
    for (auto& message : messages) message.msg_hdr.msg_namelen = sizeof(sockaddr_in);
    return ::recvmmsg(fd, messages, kBatch, MSG_DONTWAIT, nullptr);
  }
};

Batch& batch() {
  static thread_local Batch mine;
  return mine;
}

// One RTCP packet, and when the kernel got it.
struct Report {
  alignas(8) uint8_t packet[kPacketBytes];
  alignas(cmsghdr) uint8_t control[CMSG_SPACE(sizeof(timespec))];
  sockaddr_in from{};
  pj_ssize_t size = 0;
  msghdr message{};

  bool receive(int fd) noexcept {
    iovec part{packet, kPacketBytes};
    message = {&from, sizeof from, &part, 1, control, sizeof control, 0};
    size = ::recvmsg(fd, &message, MSG_DONTWAIT);
    return size > 0;
  }

  uint32_t waitUs() noexcept {
    const cmsghdr* told = CMSG_FIRSTHDR(&message);
    if (told == nullptr || told->cmsg_level != SOL_SOCKET || told->cmsg_type != SCM_TIMESTAMPNS) return 0;
    timespec arrived{};
    timespec now{};
    std::memcpy(&arrived, CMSG_DATA(told), sizeof arrived);
    clock_gettime(CLOCK_REALTIME, &now);
    const int64_t wait_us = (now.tv_sec - arrived.tv_sec) * int64_t{1000000} + (now.tv_nsec - arrived.tv_nsec) / 1000;
    return wait_us > 0 && wait_us < kLongestWaitUs ? static_cast<uint32_t>(wait_us) : 0;
  }
};

bool looksLikeRtp(const uint8_t* packet, int size) { return size >= kRtpHeaderBytes && (packet[0] & 0xC0) == 0x80; }

RtpHeader headerOf(const uint8_t* packet) {
  uint32_t ssrc;
  uint16_t sequence;
  std::memcpy(&sequence, packet + 2, sizeof sequence);
  std::memcpy(&ssrc, packet + 8, sizeof ssrc);
  return {ssrc, ntohs(sequence)};
}

sockaddr_in nameOf(in_addr ip, uint16_t port) {
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr = ip;
  name.sin_port = htons(port);
  return name;
}

sockaddr_in nextPort(sockaddr_in name) {
  name.sin_port = htons(static_cast<uint16_t>(ntohs(name.sin_port) + 1));
  return name;
}

pj_sockaddr pjAddress(const sockaddr_in& name) {
  pj_sockaddr address{};
  std::memcpy(&address, &name, sizeof name);
  return address;
}

sockaddr_in systemAddress(const pj_sockaddr& address) {
  sockaddr_in name{};
  std::memcpy(&name, &address, sizeof name);
  return name;
}

pj_status_t sendTo(int fd, const sockaddr_in& target, const void* packet, size_t size) noexcept {
  if (target.sin_addr.s_addr == INADDR_ANY || target.sin_port == 0) return PJ_SUCCESS;
  // A full send buffer loses the packet, as the network might; the audio thread does not wait.
  ::sendto(fd, packet, size, MSG_DONTWAIT | MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&target), sizeof target);
  return PJ_SUCCESS;
}

}  // namespace

// pjmedia's view of the transport: a table of plain functions.
struct RtpTransport::Operations {
  static RtpTransport& of(pjmedia_transport* transport) { return *static_cast<RtpTransport*>(transport->user_data); }

  static pj_status_t getInfo(pjmedia_transport* transport, pjmedia_transport_info* info) {
    RtpTransport& self = of(transport);
    info->sock_info.rtp_sock = self.sockets_.rtp();
    info->sock_info.rtcp_sock = self.sockets_.rtcp();
    info->sock_info.rtp_addr_name = pjAddress(self.rtp_name_);
    info->sock_info.rtcp_addr_name = pjAddress(self.rtcp_name_);
    return PJ_SUCCESS;
  }

  static pj_status_t attach2(pjmedia_transport* transport, pjmedia_transport_attach_param* parameters) {
    of(transport).attach(*parameters);
    return PJ_SUCCESS;
  }

  static void detach(pjmedia_transport* transport, void*) {
    RtpTransport& self = of(transport);
    self.stream_ = nullptr;
    self.rtp_callback_ = nullptr;
    self.rtp_callback2_ = nullptr;
    self.rtcp_callback_ = nullptr;
  }

  static pj_status_t sendRtp(pjmedia_transport* transport, const void* packet, pj_size_t size) {
    RtpTransport& self = of(transport);
    return sendTo(self.sockets_.rtp(), self.rtp_target_, packet, size);
  }

  static pj_status_t sendRtcp(pjmedia_transport* transport, const void* packet, pj_size_t size) {
    RtpTransport& self = of(transport);
    return sendTo(self.sockets_.rtcp(), self.rtcp_target_, packet, size);
  }

  static pj_status_t sendRtcp2(pjmedia_transport* transport, const pj_sockaddr_t* address, unsigned, const void* packet, pj_size_t size) {
    if (address == nullptr) return sendRtcp(transport, packet, size);
    return sendTo(of(transport).sockets_.rtcp(), systemAddress(*static_cast<const pj_sockaddr*>(address)), packet, size);
  }

  static pj_status_t mediaCreate(pjmedia_transport* transport, pj_pool_t*, unsigned options, const pjmedia_sdp_session*, unsigned) {
    of(transport).media_options_ = options;
    return PJ_SUCCESS;
  }

  // Alone, this transport can carry plain RTP only; above it, SRTP checks for itself.
  static pj_status_t encodeSdp(pjmedia_transport* transport, pj_pool_t* pool, pjmedia_sdp_session* local,
                               const pjmedia_sdp_session* remote, unsigned index) {
    if ((of(transport).media_options_ & PJMEDIA_TPMED_NO_TRANSPORT_CHECKING) != 0 || remote == nullptr) return PJ_SUCCESS;
    pj_uint32_t protocol = pjmedia_sdp_transport_get_proto(&remote->media[index]->desc.transport);
    PJMEDIA_TP_PROTO_TRIM_FLAG(protocol, PJMEDIA_TP_PROFILE_RTCP_FB);
    if (protocol == PJMEDIA_TP_PROTO_RTP_AVP) return PJ_SUCCESS;
    pjmedia_sdp_media_deactivate(pool, local->media[index]);
    return PJMEDIA_SDP_EINPROTO;
  }

  static pj_status_t mediaStart(pjmedia_transport*, pj_pool_t*, const pjmedia_sdp_session*, const pjmedia_sdp_session*, unsigned) {
    return PJ_SUCCESS;
  }
  static pj_status_t mediaStop(pjmedia_transport*) { return PJ_SUCCESS; }
  static pj_status_t simulateLost(pjmedia_transport*, pjmedia_dir, unsigned) { return PJ_SUCCESS; }

  static pj_status_t destroy(pjmedia_transport* transport) {
    pj_grp_lock_dec_ref(transport->grp_lock);
    return PJ_SUCCESS;
  }

  // The sockets are closed here and not earlier, so that their numbers can't be another call's while a stream still sends.
  static void onDestroy(void* data) {
    auto& self = *static_cast<RtpTransport*>(data);
    pj_pool_t* pool = self.pool_;
    self.self_.reset();
    pj_pool_release(pool);
  }

  static pjmedia_transport_op* table() {
    static pjmedia_transport_op operations = {&getInfo, nullptr, &detach, &sendRtp, &sendRtcp, &sendRtcp2, &mediaCreate, &encodeSdp,
                                              &mediaStart, &mediaStop, &simulateLost, &destroy, &attach2};
    return &operations;
  }
};

RtpTransport* RtpTransport::create(const RtpTransportOptions& options) {
  const std::shared_ptr<RtpTransport> transport{new RtpTransport};
  if (!transport->open(options)) return nullptr;
  transport->self_ = transport;
  return transport.get();
}

bool RtpTransport::open(const RtpTransportOptions& options) {
  if (!sockets_.open(*options.ports, options.address)) return false;
  rtp_name_ = nameOf(options.advertised, sockets_.port());
  rtcp_name_ = nextPort(rtp_name_);
  pool_ = pjmedia_endpt_create_pool(options.endpoint, "rtp%p", 256, 256);
  if (pool_ == nullptr) return false;
  pj_grp_lock_t* lock = nullptr;
  if (pj_grp_lock_create(pool_, nullptr, &lock) != PJ_SUCCESS) {
    pj_pool_release(pool_);
    return false;
  }
  pj_grp_lock_add_ref(lock);
  pj_grp_lock_add_handler(lock, nullptr, this, &Operations::onDestroy);
  pj_ansi_strxcpy(transport_.name, pool_->obj_name, sizeof transport_.name);
  transport_.type = PJMEDIA_TRANSPORT_TYPE_UDP;
  transport_.op = Operations::table();
  transport_.user_data = this;
  transport_.grp_lock = lock;
  return true;
}

void RtpTransport::attach(const pjmedia_transport_attach_param& parameters) {
  // What came for the stream before, or while the call was on hold, must not be heard by the room now.
  discardWaiting();
  const sockaddr_in rtp = systemAddress(parameters.rem_addr);
  source_.expect({rtp.sin_addr.s_addr, rtp.sin_port});
  const RtpAddress target = source_.target();
  rtp_target_ = nameOf({target.ip}, ntohs(target.port));
  const bool rtcp_told = pj_sockaddr_has_addr(&parameters.rem_rtcp) && !source_.locked();
  rtcp_target_ = rtcp_told ? systemAddress(parameters.rem_rtcp) : nextPort(rtp_target_);
  stream_ = parameters.user_data;
  rtp_callback_ = parameters.rtp_cb;
  rtp_callback2_ = parameters.rtp_cb2;
  rtcp_callback_ = parameters.rtcp_cb;
}

void RtpTransport::discardWaiting() {
  uint8_t nothing[1];
  for (const int fd : {sockets_.rtp(), sockets_.rtcp()}) {
    for (int i = 0; i < kDiscardAtMost && ::recv(fd, nothing, sizeof nothing, MSG_DONTWAIT | MSG_TRUNC) >= 0; i++) {
    }
  }
}

int RtpTransport::pollRtp() noexcept {
  tick_++;
  int taken = 0;
  for (int round = 0; round < kBatchesAPoll; round++) {
    Batch& incoming = batch();
    const int count = incoming.receive(sockets_.rtp());
    for (int i = 0; i < count; i++) {
      taken += takeRtp(incoming.packets[i], static_cast<int>(incoming.messages[i].msg_len), incoming.from[i]) ? 1 : 0;
    }
    if (count < kBatch) break;
  }
  return taken;
}

bool RtpTransport::takeRtp(uint8_t* packet, int size, const sockaddr_in& from) noexcept {
  if (!looksLikeRtp(packet, size)) return false;
  const RtpAddress source{from.sin_addr.s_addr, from.sin_port};
  if (!source_.accept(source, headerOf(packet), tick_)) {
    strangers_.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  if (source.ip != rtp_target_.sin_addr.s_addr || source.port != rtp_target_.sin_port) {
    rtp_target_ = from;
    rtcp_target_ = nextPort(from);
  }
  if (rtp_callback2_ != nullptr) {
    // No source address: who may send is decided here, the stream shall not guess anew.
    pjmedia_tp_cb_param parameters{stream_, packet, size, nullptr, PJ_FALSE};
    rtp_callback2_(&parameters);
  } else if (rtp_callback_ != nullptr) {
    rtp_callback_(stream_, packet, size);
  }
  return true;
}

void RtpTransport::pollRtcp() noexcept {
  Report report;
  for (int i = 0; i < kReportsAPoll && report.receive(sockets_.rtcp()); i++) {
    const bool known = report.from.sin_addr.s_addr == rtcp_target_.sin_addr.s_addr;
    if (!known || rtcp_callback_ == nullptr) continue;
    rtcp_wait_us_.store(report.waitUs(), std::memory_order_relaxed);
    rtcp_callback_(stream_, report.packet, report.size);
  }
}

}  // namespace partyline::sip
