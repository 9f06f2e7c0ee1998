// Asks a server for a sign of life: OPTIONS (RFC 3261 11).
#pragma once
#include <pjsip.h>

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "requests.hpp"
#include "timer.hpp"
#include "trunks.hpp"

namespace partyline::sip {

// One for each process: pjsip's callbacks carry a number only. pjsip's worker only.
class Prober {
 public:
  Prober(Listener& listener, const Options& options, const Trunks& trunks);
  ~Prober();

  void probe(const ProbeOptions& options, ProbeId id);
  void close() { probes_.clear(); }

 private:
  struct Probe {
    ProbeId id = 0;
    ProbeOptions options;
    size_t asked = 0;   // servers
    double begun_ms = 0;
    std::unique_ptr<Timer> patience;
  };
  static void onAnswer(void* token, pjsip_event* event);
  void begin(Probe probe);
  void ask(Probe probe);
  void askLater(Probe probe);
  std::shared_ptr<Trunk> trunkOf(const Probe& probe) const;
  void send(const ProbeOptions& options, uintptr_t serial);
  void answered(uintptr_t serial, int status, const std::string& reason);
  bool asksNext(const Probe& probe, int status) const;
  void end(const Probe& probe, int status, const std::string& reason);
  std::string senderTowards(const pjsip_sip_uri& uri) const;

  Listener& listener_;
  const Options& options_;
  const Trunks& trunks_;
  uintptr_t last_serial_ = 0;
  std::unordered_map<uintptr_t, Probe> probes_;   // those that were not told yet
};

}  // namespace partyline::sip
