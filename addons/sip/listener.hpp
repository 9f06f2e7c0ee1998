// What the SIP side tells. Called by pjsip's worker, the media watch or the mixer's control thread, never by an audio thread.
#pragma once
#include <cstdint>
#include <string>
#include <variant>

#include "options.hpp"
#include "server_certificate.hpp"

namespace partyline::sip {

using LegId = uint32_t;
using TrunkId = uint32_t;
using PhoneId = uint32_t;
using ProbeId = uint32_t;

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
  TrunkId trunk = 0;     // whose call it is by its address; 0: none
  PhoneId phone = 0;     // that logged in; 0: none
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

enum class Registration { registering, registered, rejected, unreachable };

struct TrunkState {
  TrunkId trunk = 0;
  Registration state = Registration::registering;
  int status = 0;
  std::string reason;
  uint32_t expires_s = 0;   // what was granted; 0: not registered
  CertificateFault certificate = CertificateFault::none;   // why the server was left before anything was asked
};

struct PhoneBinding {
  PhoneId phone = 0;
  std::string contact;   // the URI to call
  std::string address;   // address:port from which it was registered
  TransportKind transport = TransportKind::udp;
  std::string user_agent;
  uint32_t expires_s = 0;   // 0: it is gone
};

enum class RefusalReason { wrong_password, unknown_user, scanner, guest };

struct Refused {
  std::string address;
  RefusalReason reason = RefusalReason::guest;
  uint32_t count = 1;
  std::string user_agent;
};

struct Dropped {
  std::string address;
  uint32_t dropped = 0;
};

struct Probed {
  ProbeId probe = 0;
  int status = 0;
  std::string reason;
  double round_trip_ms = 0;
  CertificateFault certificate = CertificateFault::none;
};

using AccountEvent = std::variant<TrunkState, PhoneBinding, Refused, Dropped, Probed>;

class Listener {
 public:
  virtual ~Listener() = default;
  virtual void incoming(const Incoming&) = 0;
  virtual void alerting(LegId) = 0;
  virtual void answered(LegId) = 0;
  virtual void mediaRuns(LegId, const MediaInfo&) = 0;
  virtual void held(LegId, bool) = 0;
  virtual void digit(LegId, char, DigitSource) = 0;
  virtual void silent(LegId, uint32_t ms) = 0;
  virtual void ended(LegId, const Ended&) = 0;
  virtual void flood(const std::string& address, uint32_t dropped) = 0;
  virtual void told(const AccountEvent&) = 0;
};

}  // namespace partyline::sip
