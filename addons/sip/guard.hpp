// Drops what banned addresses and known scanners send, before anything else looks at it.
#pragma once
#include <pjsip.h>

#include "admission.hpp"
#include "refusals.hpp"

namespace partyline::sip {

// A pjsip module before the transaction layer. One for each process: pjsip's callbacks carry no pointer to it. Runs on pjsip's worker.
class Guard {
 public:
  Guard(const Admission& admission, Refusals& refusals);
  ~Guard();
  // Throws StartError.
  void open(pjsip_endpoint* endpoint);
  void close();

 private:
  static pj_bool_t onRequest(pjsip_rx_data*);
  bool drops(const pjsip_rx_data& request);

  const Admission& admission_;
  Refusals& refusals_;
  pjsip_endpoint* endpoint_ = nullptr;
  pjsip_module module_{};
};

}  // namespace partyline::sip
