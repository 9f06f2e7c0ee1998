// How the exchange's side of a span is set up.
#pragma once
#include "../../../addons/pri/options.hpp"
#include "../control/control.hpp"
#include "../span/digital_span.hpp"

namespace partyline::simulator {

struct TrunkOptions {
  pri::Options signalling;
  size_t digits_sent = 4;   // the last ones of a called number; the box knows the rest
};

// Throws Refused. What is left out is what fits the type of span.
TrunkOptions trunkOptionsOf(const Json& options, SpanType type);

}  // namespace partyline::simulator
