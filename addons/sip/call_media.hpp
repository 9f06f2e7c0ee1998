// The media half of one call: its RTP transport, and its stream as the seat's port.
#pragma once
#include <pjmedia.h>
#include <pjsua-lib/pjsua.h>

#include <memory>

#include "leg.hpp"
#include "rtp_transport.hpp"
#include "surroundings.hpp"

namespace partyline::sip {

// pjsip's worker only.
class CallMedia {
 public:
  enum class Start {
    at_once,
    at_answer,   // a call of the box's own: early media (RFC 3960) is not heard
  };
  CallMedia(const Surroundings& around, Leg& leg, SrtpUse srtp, Start start)
      : around_(around), leg_(leg), srtp_(srtp), open_(start == Start::at_once) {}

  // The transport to use instead of pjsua's own; null when there is no free port. `far_end` decides which of this machine's
  // addresses the SDP shows.
  pjmedia_transport* createTransport(in_addr far_end);
  // Takes the stream for the mixer; answers the port that pjsua's bridge gets in its place, or null.
  pjmedia_port* streamCreated(pjmedia_stream* stream);
  void streamDestroyed();
  // The call is answered.
  void open();
  void setHeld(bool held);

 private:
  pjmedia_transport* secured(pjmedia_transport* plain) const;
  void connect(const std::shared_ptr<StreamPort>& port, const pjmedia_stream_info& info);
  void tellMedia(const pjmedia_stream_info& info, int rate_hz);

  const Surroundings& around_;
  Leg& leg_;
  const SrtpUse srtp_;
  bool open_;
  RtpTransport* transport_ = nullptr;   // pjmedia owns it
  pjmedia_stream* stream_ = nullptr;    // while the leg has a port
  bool held_ = false;
};

}  // namespace partyline::sip
