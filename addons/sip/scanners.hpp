// Programs that look for open SIP servers, known by the name they give themselves.
#pragma once
#include <string_view>

namespace partyline::sip {

bool isScanner(std::string_view user_agent);

}  // namespace partyline::sip
