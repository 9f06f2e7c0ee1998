// One look-up by the system's resolver, or by the name server that is named. Waits, so it has no place on a thread that others depend on.
#pragma once
#include "resolver.hpp"

namespace partyline::sip {

Resolved lookUp(const ServerName& name);

// Nothing but the address itself when `host` is one.
bool isAddress(const std::string& host, in_addr& address);
uint16_t usualPort(TransportKind transport);

}  // namespace partyline::sip
