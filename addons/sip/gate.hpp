// Looks at each new request before pjsua does: floods are dropped, phones log in and register, strangers are asked for a password where
// the box does not take everybody's calls, callers beyond the capacity hear busy, and what this box does not do is refused politely.
#pragma once
#include <pjsip.h>

#include <functional>
#include <mutex>
#include <string>

#include "admission.hpp"
#include "calls.hpp"
#include "flood_limiter.hpp"
#include "listener.hpp"
#include "refusals.hpp"
#include "registrar.hpp"
#include "strangers.hpp"

namespace partyline::sip {

// A pjsip module between the transaction layer, which has absorbed retransmissions, and the dialogs. One for each process:
// pjsip's callbacks carry no pointer to it. Runs on pjsip's worker.
class Gate {
 public:
  struct Options {
    FloodOptions flood;
    // True: no further call can be taken.
    std::function<bool()> full;
  };

  // What it asks; all of it outlives the gate.
  struct Parts {
    Listener& listener;
    const Admission& admission;
    Authenticator& authenticator;
    Registrar& registrar;
    Refusals& refusals;
  };

  Gate(Options options, const Parts& parts);
  ~Gate();
  // Throws StartError.
  void open(pjsip_endpoint* endpoint);
  void close();
  // Whose the INVITE is that was let through last.
  Admitted admitted() const { return admitted_; }

 private:
  static pj_bool_t onRequest(pjsip_rx_data*);
  bool handles(pjsip_rx_data& request);
  bool refusesInDialog(pjsip_rx_data& request);
  bool handlesInvite(pjsip_rx_data& invite);
  bool passes(FloodLimiter& limiter, const pjsip_rx_data& request);
  // False: it was answered.
  bool admits(pjsip_rx_data& invite);
  bool admitsGuest(pjsip_rx_data& invite);
  bool refusesLogin(pjsip_rx_data& request, const Login& login);
  void takeRegistration(pjsip_rx_data& request);
  void challenge(pjsip_rx_data& request, bool stale);
  void refuse(pjsip_rx_data& request, int status);
  void tellStrangers();

  Options options_;
  const Parts parts_;
  FloodLimiter invites_;
  FloodLimiter others_;
  Strangers strangers_;
  Admitted admitted_;
  std::unique_ptr<Timer> look_;
  pjsip_endpoint* endpoint_ = nullptr;
  pjsip_module module_{};
};

}  // namespace partyline::sip
