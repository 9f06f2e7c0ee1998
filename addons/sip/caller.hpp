// Who calls, and whom: read from an INVITE.
#pragma once
#include <pjsip.h>

#include <string>
#include <vector>

#include "listener.hpp"

namespace partyline::sip {

// All of `Incoming` but the leg. The caller is P-Asserted-Identity (RFC 3325), else From; both empty when withheld.
Incoming readInvite(const pjsip_rx_data& invite);

// The users that a request claims to come from: of From, and of P-Asserted-Identity where there is one.
std::vector<std::string> claimedUsers(const pjsip_rx_data& request);
// Its source, 'address:port'.
std::string sourceOf(const pjsip_rx_data& request);
TransportKind transportOf(const pjsip_rx_data& request);

}  // namespace partyline::sip
