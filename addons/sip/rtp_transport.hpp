// pjmedia's media transport over UDP whose sockets are polled by the audio thread at its tick, not watched by an ioqueue.
//
// Threads. `poll*` and the sending of RTP: the audio thread, through the StreamPort that is attached to the stream. All else:
// pjsip's worker, while no StreamPort is attached.
#pragma once
#include <pjmedia.h>

#include <atomic>
#include <memory>

#include "rtp_sockets.hpp"
#include "source_lock.hpp"

namespace partyline::sip {

struct RtpTransportOptions {
  pjmedia_endpt* endpoint = nullptr;
  PortPool* ports = nullptr;
  in_addr address{};     // to bind to
  in_addr advertised{};  // for the SDP
};

class RtpTransport {
 public:
  // Null when no port is free. Lives until pjmedia has closed it and the last stream has let go of it.
  static RtpTransport* create(const RtpTransportOptions&);

  pjmedia_transport* pjmediaTransport() { return &transport_; }
  // Reads the RTP that has come and hands it to the stream. Returns the number of packets taken.
  int pollRtp() noexcept;
  void pollRtcp() noexcept;
  // Reads what lies in the sockets and forgets it.
  void discardWaiting();
  uint32_t strangers() const { return strangers_.load(std::memory_order_relaxed); }
  // How long the newest RTCP packet lay in its socket before it was read: so much too long is the round trip that it gave.
  uint32_t rtcpWaitUs() const { return rtcp_wait_us_.load(std::memory_order_relaxed); }

 private:
  struct Operations;

  RtpTransport() = default;
  bool open(const RtpTransportOptions&);
  bool takeRtp(uint8_t* packet, int size, const sockaddr_in& from) noexcept;
  void attach(const pjmedia_transport_attach_param&);

  pjmedia_transport transport_{};   // pjmedia's handle; user_data points back here
  std::shared_ptr<RtpTransport> self_;
  pj_pool_t* pool_ = nullptr;
  RtpSockets sockets_;
  sockaddr_in rtp_name_{};
  sockaddr_in rtcp_name_{};
  unsigned media_options_ = 0;

  SourceLock source_;
  sockaddr_in rtp_target_{};
  sockaddr_in rtcp_target_{};
  uint32_t tick_ = 0;
  std::atomic<uint32_t> strangers_{0};
  std::atomic<uint32_t> rtcp_wait_us_{0};

  void* stream_ = nullptr;
  void (*rtp_callback_)(void*, void*, pj_ssize_t) = nullptr;
  void (*rtp_callback2_)(pjmedia_tp_cb_param*) = nullptr;
  void (*rtcp_callback_)(void*, void*, pj_ssize_t) = nullptr;
};

}  // namespace partyline::sip
