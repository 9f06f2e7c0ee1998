#pragma once
#include <string>
#include <vector>

namespace partyline::phone {

/** What a call says of itself in its SDP. */
struct MediaWish {
  /** Encoding names in order of preference, as in "PCMU"; empty: all that the phone can. */
  std::vector<std::string> codecs;
  /** False leaves telephone-event (RFC 4733) out. */
  bool telephone_event = true;
  /** sendrecv, sendonly, recvonly or inactive (RFC 3264 5.1); empty: as it was. */
  std::string direction = "sendrecv";
};

/** The same SDP with only the codecs wished for, in that order, and in the direction wished for. */
std::string filter_sdp(const std::string& sdp, const MediaWish& wish);

}  // namespace partyline::phone
