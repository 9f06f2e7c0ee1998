// What pjsua's own bridge gets in place of a call's stream.
#pragma once
#include <pjmedia.h>

namespace partyline::sip {

// The bridge's clock does nothing but its housekeeping; so many milliseconds are the longest it may lag.
constexpr unsigned kBridgeFrameMs = 100;
constexpr unsigned kBridgeRateHz = 8000;

// Silent and deaf. Null when out of memory; pjmedia destroys it.
pjmedia_port* createNullPort();

}  // namespace partyline::sip
