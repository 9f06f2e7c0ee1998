// Figures as JavaScript objects of the shapes in addons/index.ts.
#pragma once
#include <napi.h>

#include "../mixer/mixer.hpp"
#include "../sip/endpoint.hpp"

namespace partyline::binding {

Napi::Object toObject(Napi::Env env, const sip::LegStats& stats);
Napi::Object toObject(Napi::Env env, const mixer::SeatFigures& figures);
Napi::Object toObject(Napi::Env env, const sip::Ports& ports);
Napi::Array toArray(Napi::Env env, const std::vector<mixer::ShardStats>& shards);

}  // namespace partyline::binding
