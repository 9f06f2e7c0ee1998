// IPv4 networks in CIDR notation, and whose trunk's each one is.
#pragma once
#include <netinet/in.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyline::sip {

struct Network {
  uint32_t address = 0;   // host byte order, without host bits
  int prefix = 32;
  bool has(in_addr_t source) const;
};

// '192.0.2.0/24', or an address alone. Nothing for anything else.
std::optional<Network> parseNetwork(const std::string& text);

struct TrustedNetwork {
  Network network;
  uint32_t trunk = 0;
};

// The trunk of the longest prefix that has the address; 0: none.
uint32_t trunkOf(const std::vector<TrustedNetwork>& trusted, in_addr_t source);

}  // namespace partyline::sip
