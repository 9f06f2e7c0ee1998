#include "own_address.hpp"

#include <arpa/inet.h>

#include "rtp_sockets.hpp"

namespace partyline::sip {

in_addr parseAddress(const std::string& text) {
  in_addr address{INADDR_ANY};
  ::inet_pton(AF_INET, text.c_str(), &address);
  return address;
}

std::string textOf(in_addr address) {
  char text[INET_ADDRSTRLEN] = "";
  ::inet_ntop(AF_INET, &address, text, sizeof text);
  return text;
}

in_addr ownAddress(const Options& options, in_addr remote) {
  if (!options.public_address.empty()) return parseAddress(options.public_address);
  const in_addr bound = parseAddress(options.address);
  return bound.s_addr == INADDR_ANY ? addressTowards(remote) : bound;
}

}  // namespace partyline::sip
