// PriEngine of addons/pri.ts: the part of NativeEngine that is about primary rate spans.
#include "arguments.hpp"
#include "engine_object.hpp"
#include "pri_options.hpp"

namespace partyline::binding {

// Answers what `action` does, or false when the engine is over.
template <typename Action>
Napi::Value EngineObject::withPri(const Arguments& arguments, Action action) {
  if (!arguments.ok() || (!over() && !ready(arguments.env()))) return arguments.env().Undefined();
  return Napi::Boolean::New(arguments.env(), !over() && action(engine_->pri()));
}

// For the methods that have a call and a channel.
template <typename Action>
Napi::Value EngineObject::withCallOnChannel(Arguments arguments, Action action) {
  const auto call = arguments.id(0, "call");
  const auto channel = static_cast<int>(arguments.integer(1, "channel", kBearer));
  return withPri(arguments, [&](pri::Spans& spans) { return action(spans, call, channel); });
}

Napi::Value EngineObject::openPri(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "openPri");
  const auto span = arguments.id(0, "span");
  const pri::SpanOptions options = readPriSpanOptions(arguments, 1);
  if (!arguments.ok() || !ready(info.Env())) return info.Env().Undefined();
  try {
    engine_->pri().open(span, options);
  } catch (const pri::OpenError& failure) {
    const Napi::Error error = Napi::Error::New(info.Env(), failure.what());
    error.Value().Set("code", failure.code());
    error.ThrowAsJavaScriptException();
  }
  return info.Env().Undefined();
}

Napi::Value EngineObject::closePri(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "closePri");
  const auto span = arguments.id(0, "span");
  if (arguments.ok() && !over() && ready(info.Env())) engine_->pri().close(span);
  return info.Env().Undefined();
}

Napi::Value EngineObject::priSetup(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "priSetup");
  const auto call = arguments.id(0, "call");
  const Properties properties(arguments, arguments.object(1, "setup"), "setup");
  const auto span = properties.integer("span", {1, 4294967295.0});
  const pri::Setup setup = readPriSetup(properties);
  return withPri(arguments, [&](pri::Spans& spans) { return spans.setUp(call, span, setup); });
}

Napi::Value EngineObject::priMoreDigits(const Napi::CallbackInfo& info) {
  return withCallOnChannel({info, "priMoreDigits"}, [](pri::Spans& spans, pri::CallId call, int channel) { return spans.moreDigits(call, channel); });
}

Napi::Value EngineObject::priDigits(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "priDigits");
  const auto call = arguments.id(0, "call");
  const std::string digits = readPriDigits(arguments, 1);
  return withPri(arguments, [&](pri::Spans& spans) { return spans.digits(call, digits); });
}

Napi::Value EngineObject::priProceed(const Napi::CallbackInfo& info) {
  return withCallOnChannel({info, "priProceed"}, [](pri::Spans& spans, pri::CallId call, int channel) { return spans.proceed(call, channel); });
}

Napi::Value EngineObject::priAlert(const Napi::CallbackInfo& info) {
  return withCallOnChannel({info, "priAlert"}, [](pri::Spans& spans, pri::CallId call, int channel) { return spans.alert(call, channel); });
}

Napi::Value EngineObject::priProgress(const Napi::CallbackInfo& info) {
  return withCallOnChannel({info, "priProgress"}, [](pri::Spans& spans, pri::CallId call, int channel) { return spans.progress(call, channel); });
}

Napi::Value EngineObject::priAnswer(const Napi::CallbackInfo& info) {
  return withCallOnChannel({info, "priAnswer"}, [](pri::Spans& spans, pri::CallId call, int channel) { return spans.answer(call, channel); });
}

Napi::Value EngineObject::priHangUp(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "priHangUp");
  const auto call = arguments.id(0, "call");
  const auto cause = static_cast<int>(arguments.integer(1, "cause", kCause));
  return withPri(arguments, [&](pri::Spans& spans) { return spans.hangUp(call, cause); });
}

Napi::Value EngineObject::priRestart(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "priRestart");
  const auto span = arguments.id(0, "span");
  const auto channel = static_cast<int>(arguments.integer(1, "channel", kBearer));
  return withPri(arguments, [&](pri::Spans& spans) { return spans.restart(span, channel); });
}

void EngineObject::addPriMethods(std::vector<Method>& methods) {
  methods.insert(methods.end(), {
                                    InstanceMethod<&EngineObject::openPri>("openPri"),
                                    InstanceMethod<&EngineObject::closePri>("closePri"),
                                    InstanceMethod<&EngineObject::priSetup>("priSetup"),
                                    InstanceMethod<&EngineObject::priMoreDigits>("priMoreDigits"),
                                    InstanceMethod<&EngineObject::priDigits>("priDigits"),
                                    InstanceMethod<&EngineObject::priProceed>("priProceed"),
                                    InstanceMethod<&EngineObject::priAlert>("priAlert"),
                                    InstanceMethod<&EngineObject::priProgress>("priProgress"),
                                    InstanceMethod<&EngineObject::priAnswer>("priAnswer"),
                                    InstanceMethod<&EngineObject::priHangUp>("priHangUp"),
                                    InstanceMethod<&EngineObject::priRestart>("priRestart"),
                                });
}

}  // namespace partyline::binding
