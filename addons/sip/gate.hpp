// Looks at each new request before pjsua does: floods are dropped, callers beyond the capacity hear busy, and what this box
// does not do is refused politely.
#pragma once
#include <pjsip.h>

#include <functional>
#include <mutex>
#include <string>

#include "flood_limiter.hpp"
#include "listener.hpp"

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

  Gate(Options options, Listener& listener);
  ~Gate();
  // Throws StartError.
  void open(pjsip_endpoint* endpoint);
  void close();

 private:
  static pj_bool_t onRequest(pjsip_rx_data*);
  bool handles(pjsip_rx_data& request);
  bool refusesInDialog(pjsip_rx_data& request);
  bool handlesInvite(pjsip_rx_data& invite);
  void refuse(pjsip_rx_data& request, int status);

  Options options_;
  Listener& listener_;
  FloodLimiter limiter_;
  pjsip_endpoint* endpoint_ = nullptr;
  pjsip_module module_{};
};

}  // namespace partyline::sip
