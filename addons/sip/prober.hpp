// Asks a server for a sign of life: OPTIONS (RFC 3261 11).
#pragma once
#include <pjsip.h>

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "requests.hpp"
#include "timer.hpp"

namespace partyline::sip {

// One for each process: pjsip's callbacks carry a number only. pjsip's worker only.
class Prober {
 public:
  Prober(Listener& listener, const Options& options);
  ~Prober();

  void probe(const ProbeOptions& options, ProbeId id);
  void close() { probes_.clear(); }

 private:
  struct Probe {
    ProbeId id = 0;
    double begun_ms = 0;
    std::unique_ptr<Timer> patience;
  };
  static void onAnswer(void* token, pjsip_event* event);
  void send(const std::string& uri, uintptr_t serial);
  std::string senderTowards(const pjsip_sip_uri& uri) const;
  void end(uintptr_t serial, int status, const std::string& reason);

  Listener& listener_;
  const Options& options_;
  uintptr_t last_serial_ = 0;
  std::unordered_map<uintptr_t, Probe> probes_;   // those that were not told yet
};

}  // namespace partyline::sip
