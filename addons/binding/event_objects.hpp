// Events as JavaScript objects of the shapes in addons/events.ts.
#pragma once
#include <napi.h>

#include "event.hpp"

namespace partyline::binding {

Napi::Object toObject(Napi::Env env, const Event& event);

}  // namespace partyline::binding
