// Who calls, and whom: read from an INVITE.
#pragma once
#include <pjsip.h>

#include "listener.hpp"

namespace partyline::sip {

// All of `Incoming` but the leg. The caller is P-Asserted-Identity (RFC 3325), else From; both empty when withheld.
Incoming readInvite(const pjsip_rx_data& invite);

}  // namespace partyline::sip
