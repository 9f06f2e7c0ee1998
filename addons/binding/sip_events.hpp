// What SIP tells beside its legs, as JavaScript objects of the shapes in addons/events.ts.
#pragma once
#include <napi.h>

#include <vector>

#include "../sip/listener.hpp"

namespace partyline::binding {

// Fills in all properties of one event; `kind` first.
void fillSipEvent(Napi::Object object, double at_ms, const sip::AccountEvent& event);
// One of each kind.
std::vector<sip::AccountEvent> sampleSipEvents();

}  // namespace partyline::binding
