#include "guard.hpp"

#include <atomic>

#include "scanners.hpp"
#include "start_error.hpp"

namespace partyline::sip {

namespace {

std::atomic<Guard*> the_guard{nullptr};

// Of a call that is up: it goes on whatever is said of its address.
bool belongsToCall(const pjsip_rx_data& request) {
  const auto& info = request.msg_info;
  return info.to->tag.slen > 0 && pjsip_ua_find_dialog(&info.cid->id, &info.to->tag, &info.from->tag, PJ_FALSE) != nullptr;
}

}  // namespace

Guard::Guard(const Admission& admission, Refusals& refusals) : admission_(admission), refusals_(refusals) {
  static char name[] = "mod-partyline-guard";
  module_.name = pj_str(name);
  module_.id = -1;
  module_.priority = PJSIP_MOD_PRIORITY_TRANSPORT_LAYER - 1;
  module_.on_rx_request = &onRequest;
}

Guard::~Guard() { close(); }

void Guard::open(pjsip_endpoint* endpoint) {
  const pj_status_t status = pjsip_endpt_register_module(endpoint, &module_);
  if (status != PJ_SUCCESS) throw StartError("SIP_FAILED", "The SIP guard could not be registered.", status);
  endpoint_ = endpoint;
  the_guard = this;
}

void Guard::close() {
  if (endpoint_ == nullptr) return;
  the_guard = nullptr;
  pjsip_endpt_unregister_module(endpoint_, &module_);
  endpoint_ = nullptr;
}

pj_bool_t Guard::onRequest(pjsip_rx_data* request) {
  Guard* guard = the_guard;
  return guard != nullptr && guard->drops(*request) ? PJ_TRUE : PJ_FALSE;
}

bool Guard::drops(const pjsip_rx_data& request) {
  const in_addr_t source = request.pkt_info.src_addr.ipv4.sin_addr.s_addr;
  if (admission_.banned(source) && !belongsToCall(request)) {
    refusals_.dropped(source);
    return true;
  }
  if (!isScanner(userAgentOf(request))) return false;
  refusals_.refused(request, RefusalReason::scanner);
  return true;
}

}  // namespace partyline::sip
