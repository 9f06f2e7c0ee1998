#include "null_port.hpp"

#include <pjsua-lib/pjsua.h>

namespace partyline::sip {

pjmedia_port* createNullPort() {
  constexpr unsigned kBits = 16;
  constexpr unsigned kSamples = kBridgeRateHz / 1000 * kBridgeFrameMs;
  pj_pool_t* pool = pjsua_pool_create("null", 512, 512);
  if (pool == nullptr) return nullptr;
  pjmedia_port* port = nullptr;
  // The port makes a pool of its own, of this one's factory.
  const pj_status_t status = pjmedia_null_port_create(pool, kBridgeRateHz, 1, kSamples, kBits, &port);
  pj_pool_release(pool);
  return status == PJ_SUCCESS ? port : nullptr;
}

}  // namespace partyline::sip
