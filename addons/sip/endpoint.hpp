// The SIP side of the box: transports, calls, threads. One in a process, for pjsua is one in a process.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "../mixer/mixer.hpp"
#include "../rt/id_source.hpp"
#include "leg_stats.hpp"
#include "listener.hpp"
#include "options.hpp"
#include "requests.hpp"

namespace partyline::sip {

// What the endpoint needs of the rest of the box; all must outlive it.
struct Neighbours {
  mixer::Mixer& mixer;
  Listener& listener;
  rt::IdSource& leg_ids;   // of all legs, by whatever line they came
};

// Any thread but an audio thread. Nothing waits for the network, but `stop`.
class Endpoint {
 public:
  // Binds ports and starts threads. Throws StartError; then nothing is bound.
  Endpoint(const Options& options, const Neighbours& neighbours);
  ~Endpoint();   // stop(0), if nobody did

  Ports ports() const;
  size_t legs() const;

  // These answer false when the leg is gone.
  bool has(LegId leg) const;
  bool ring(LegId leg);
  bool answer(LegId leg);
  bool hangUp(LegId leg, int status, std::string reason);

  // A new leg, which has its seat; 0: there are as many calls as may be. What becomes of it is told.
  LegId dial(DialOptions options);
  void putTrunk(TrunkId trunk, TrunkOptions options);
  void removeTrunk(TrunkId trunk);
  void setPhones(std::vector<Phone> phones);
  void setAdmission(AdmissionOptions options);
  void probe(ProbeId probe, ProbeOptions options);
  // SIP over TLS shows another certificate from now on. Throws StartError BAD_CERTIFICATE; then it shows the one from before.
  void renewCertificate(const std::string& certificate_path, const std::string& key_path);

  // A digit that the mixer heard in the leg's audio.
  void inbandDigit(LegId leg, char digit);
  std::optional<LegStats> stats(LegId leg) const;

  // BYE to all calls; waits for the answers, at most so long; then ends all threads and closes all ports.
  void stop(uint32_t deadline_ms);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace partyline::sip
