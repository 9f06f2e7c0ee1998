// Which codecs are offered and accepted.
#pragma once
#include <pjsua2.hpp>

#include <vector>

#include "options.hpp"

namespace partyline::sip {

// All others are switched off. Throws pj::Error.
void configureCodecs(pj::Endpoint& endpoint, const std::vector<Codec>& order);

}  // namespace partyline::sip
