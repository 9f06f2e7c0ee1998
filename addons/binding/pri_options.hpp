// What JavaScript asks of primary rate spans (addons/pri.ts), read and checked. When something is wrong, the arguments' TypeError waits and the
// result means nothing.
#pragma once
#include <string>

#include "../pri/options.hpp"
#include "properties.hpp"

namespace partyline::binding {

constexpr Range kBearer{1, 31};
constexpr Range kCause{1, 127};

pri::SpanOptions readPriSpanOptions(Arguments& arguments, size_t index);
pri::Setup readPriSetup(const Properties& from);
// Digits of a called number: 0-9, * and #.
std::string readPriDigits(Arguments& arguments, size_t index);

}  // namespace partyline::binding
