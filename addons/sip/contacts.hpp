// The contacts of a REGISTER, read.
#pragma once
#include <pjsip.h>

#include <optional>
#include <vector>

#include "bindings.hpp"

namespace partyline::sip {

struct ContactList {
  std::vector<Wish> wishes;
  bool star = false;
  // What the request says of contacts that say nothing themselves (RFC 3261 10.2.1.1).
  std::optional<uint32_t> expires_s;
};

// Nothing: they can not be understood.
std::optional<ContactList> readContacts(const pjsip_rx_data& request, uint32_t usual_expires_s);

}  // namespace partyline::sip
