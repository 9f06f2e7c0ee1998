// The SIP transports: UDP, TCP and TLS, bound to the ports of the options.
#pragma once
#include "options.hpp"

namespace partyline::sip {

// Throws StartError: PORT_IN_USE, BAD_ADDRESS, BAD_CERTIFICATE, SIP_FAILED.
Ports openTransports(const Options& options);

}  // namespace partyline::sip
