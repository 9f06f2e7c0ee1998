// The SDP that a caller offers: one codec, and key presses as events.
#pragma once
#include <string>

#include "codec.hpp"

namespace partyline::bench {

constexpr int kDigitsPayloadType = 101;

// The event's clock is the audio's (RFC 4733 2.1).
inline std::string makeOffer(Codec codec, const std::string& address, int port) {
  const auto& f = facts(codec);
  const std::string audio = std::to_string(f.payload_type), digits = std::to_string(kDigitsPayloadType);
  return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n" +
         "m=audio " + std::to_string(port) + " RTP/AVP " + audio + " " + digits + "\r\n" +
         "a=rtpmap:" + audio + " " + f.rtpmap + "\r\n" +
         "a=rtpmap:" + digits + " telephone-event/" + std::to_string(f.rtp_clock_hz) + "\r\n" +
         "a=fmtp:" + digits + " 0-15\r\na=ptime:20\r\na=sendrecv\r\n";
}

}  // namespace partyline::bench
