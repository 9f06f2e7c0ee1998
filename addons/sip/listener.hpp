// What the SIP side tells. Called by pjsip's worker, the media watch or the mixer's control thread, never by an audio thread.
#pragma once
#include <cstdint>
#include <string>

#include "options.hpp"

namespace partyline::sip {

using LegId = uint32_t;

enum class EndedBy { caller, box, network };
enum class DigitSource { rfc4733, info, inband };
enum class TransportKind { udp, tcp, tls };

struct Incoming {
  LegId leg = 0;
  std::string sip_call_id;
  std::string number;
  std::string name;
  std::string dialled;
  std::string address;   // source address:port
  TransportKind transport = TransportKind::udp;
};

struct MediaInfo {
  Codec codec = Codec::pcmu;
  int rate_hz = 8000;
  bool encrypted = false;
};

struct Ended {
  EndedBy by = EndedBy::network;
  int status = 0;
  std::string reason;
};

class Listener {
 public:
  virtual ~Listener() = default;
  virtual void incoming(const Incoming&) = 0;
  virtual void answered(LegId) = 0;
  virtual void mediaRuns(LegId, const MediaInfo&) = 0;
  virtual void held(LegId, bool) = 0;
  virtual void digit(LegId, char, DigitSource) = 0;
  virtual void silent(LegId, uint32_t ms) = 0;
  virtual void ended(LegId, const Ended&) = 0;
  virtual void flood(const std::string& address, uint32_t dropped) = 0;
};

}  // namespace partyline::sip
