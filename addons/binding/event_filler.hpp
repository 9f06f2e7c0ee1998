// What every event's object has, and how its fields are set.
#pragma once
#include <napi.h>

namespace partyline::binding {

class EventFiller {
 protected:
  EventFiller(Napi::Object object, double at_ms) : object_(object), at_ms_(at_ms) {}

  template <typename Value>
  void set(const char* key, const Value& value) { object_.Set(key, value); }

  void begin(const char* kind) {
    set("kind", kind);
    set("at", at_ms_);
  }

  Napi::Object object_;
  double at_ms_;
};

}  // namespace partyline::binding
