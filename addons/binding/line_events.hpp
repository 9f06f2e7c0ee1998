// What lines tell, as JavaScript objects of the shapes in addons/events.ts.
#pragma once
#include <napi.h>

#include <vector>

#include "../lines/line.hpp"

namespace partyline::binding {

// Fills in all properties of one event; `kind` first.
void fillLineEvent(Napi::Object object, double at_ms, const lines::LineEvent& event);
// One of each kind.
std::vector<lines::LineEvent> sampleLineEvents();

}  // namespace partyline::binding
