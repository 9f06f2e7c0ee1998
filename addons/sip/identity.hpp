// Who calls, as a header value (RFC 3261 20.10).
#pragma once
#include <string>

namespace partyline::sip {

struct Identity {
  std::string name;   // may be empty
  std::string user;
  std::string host;
};

// '"Name" <sip:user@host>'; without user, the host alone.
std::string nameAddrOf(const Identity& identity);
// A quoted string (RFC 3261 25.1).
std::string quoted(const std::string& text);

}  // namespace partyline::sip
