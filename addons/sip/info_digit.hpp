// Digits in SIP INFO (RFC 6086 calls this legacy usage; phones still have it).
#pragma once
#include <pjsua2.hpp>

#include <optional>

namespace partyline::sip {

// When the event is a new INFO with a digit: the digit. An INFO of application/dtmf is answered here; one of
// application/dtmf-relay pjsua answers itself.
std::optional<char> takeInfoDigit(const pj::SipEvent& event);

}  // namespace partyline::sip
