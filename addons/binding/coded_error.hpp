// An Error of JavaScript with a code of addons/index.ts.
#pragma once
#include <napi.h>

#include <string>

namespace partyline::binding {

inline Napi::Error errorWith(Napi::Env env, const std::string& code, const std::string& message) {
  const Napi::Error error = Napi::Error::New(env, message);
  error.Value().Set("code", code);
  return error;
}

}  // namespace partyline::binding
