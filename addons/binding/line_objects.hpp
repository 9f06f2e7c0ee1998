// Facts and figures of lines as JavaScript objects of the shapes in addons/lines.ts.
#pragma once
#include <napi.h>

#include <vector>

#include "../lines/line.hpp"
#include "../lines/tone_zones.hpp"

namespace partyline::binding {

Napi::Array alarmNames(Napi::Env env, lines::Alarms alarms);
Napi::Object toObject(Napi::Env env, const lines::LineFacts& facts);
Napi::Object toObject(Napi::Env env, const lines::LineStats& stats);
Napi::Array toArray(Napi::Env env, const std::vector<lines::SpanFacts>& spans);
Napi::Array toArray(Napi::Env env, const std::vector<lines::ToneZone>& zones);

}  // namespace partyline::binding
