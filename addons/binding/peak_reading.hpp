// The peaks of a recording, read where they disturb nothing.
#pragma once
#include <napi.h>

#include <string>

namespace partyline::binding {

// A promise of a Uint8Array.
Napi::Promise readPeaks(Napi::Env env, std::string path);

}  // namespace partyline::binding
