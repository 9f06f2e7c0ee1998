// Tells of what was refused or dropped, at most once a second and address.
#pragma once
#include <pjsip.h>

#include <array>

#include "listener.hpp"
#include "tally.hpp"

namespace partyline::sip {

// pjsip's worker only.
class Refusals {
 public:
  explicit Refusals(Listener& listener) : listener_(listener) {}
  void refused(const pjsip_rx_data& request, RefusalReason reason);
  void refused(in_addr_t source, const std::string& user_agent, RefusalReason reason);
  void dropped(in_addr_t source);

 private:
  Listener& listener_;
  std::array<Tally, 4> refused_;   // by reason
  Tally dropped_;
};

// Empty where the request has none.
std::string userAgentOf(const pjsip_rx_data& request);

}  // namespace partyline::sip
