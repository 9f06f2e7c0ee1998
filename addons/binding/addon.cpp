// What the addon exports: `createEngine()`, which works once in a process, and `versions()`.
#include <napi.h>

#include <atomic>

#include "../pri/version.hpp"
#include "../sip/version.hpp"
#include "engine_object.hpp"

namespace partyline::binding {

namespace {

// pjsua keeps its state in process-wide variables: a second engine, in this or another environment, would share them.
std::atomic<bool> created{false};

Napi::Value createEngine(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (created.exchange(true)) {
    const Napi::Error error = Napi::Error::New(env, "There is one engine in a process, and it exists already (perhaps in another thread).");
    error.Value().Set("code", "CONFLICT");
    error.ThrowAsJavaScriptException();
    return env.Undefined();
  }
  const Napi::Object engine = EngineObject::define(env).New({});
  EngineObject* unwrapped = EngineObject::Unwrap(engine);
  env.AddCleanupHook([unwrapped] { unwrapped->close(); });
  // Never collected: native threads may speak to it until the environment ends.
  static_cast<Napi::ObjectWrap<EngineObject>*>(unwrapped)->Ref();
  return engine;
}

Napi::Value versions(const Napi::CallbackInfo& info) {
  const Napi::Object result = Napi::Object::New(info.Env());
  result.Set("pjproject", sip::pjprojectVersion());
  result.Set("libpri", pri::libpriVersion());
  return result;
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("createEngine", Napi::Function::New(env, createEngine, "createEngine"));
  exports.Set("versions", Napi::Function::New(env, versions, "versions"));
  return exports;
}

}  // namespace

NODE_API_MODULE(partyline, init)

}  // namespace partyline::binding
