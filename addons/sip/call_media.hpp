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
  CallMedia(const Surroundings& around, Leg& leg) : around_(around), leg_(leg) {}

  // The transport to use instead of pjsua's own; null when there is no free port. `caller` decides which of this machine's
  // addresses the SDP shows.
  pjmedia_transport* createTransport(in_addr caller);
  // Takes the stream for the mixer; answers the port that pjsua's bridge gets in its place, or null.
  pjmedia_port* streamCreated(pjmedia_stream* stream);
  void streamDestroyed();
  void setHeld(bool held);

 private:
  pjmedia_transport* secured(pjmedia_transport* plain) const;
  void tellMedia(pjmedia_stream* stream, const pjmedia_stream_info& info, int rate_hz);

  const Surroundings& around_;
  Leg& leg_;
  RtpTransport* transport_ = nullptr;   // pjmedia owns it
  bool held_ = false;
};

}  // namespace partyline::sip
