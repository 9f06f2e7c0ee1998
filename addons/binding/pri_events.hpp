// What primary rate spans tell, as JavaScript objects of the shapes in addons/events.ts.
#pragma once
#include <napi.h>

#include <vector>

#include "../pri/event.hpp"

namespace partyline::binding {

// Fills in all properties of one event; `kind` first.
void fillPriEvent(Napi::Object object, double at_ms, const pri::Event& event);
// One of each kind.
std::vector<pri::Event> samplePriEvents();

}  // namespace partyline::binding
