// Which of its addresses this box shows to a far end.
#pragma once
#include <netinet/in.h>

#include <string>

#include "options.hpp"

namespace partyline::sip {

// The public address if there is one, else the one listened on, else the one from which `remote` is reached.
in_addr ownAddress(const Options& options, in_addr remote);

in_addr parseAddress(const std::string& text);   // INADDR_ANY for what is no address
std::string textOf(in_addr address);

}  // namespace partyline::sip
