// LineEngine of addons/lines.ts: the part of NativeEngine that is about telephone lines.
#include "engine_object.hpp"
#include "arguments.hpp"
#include "line_objects.hpp"
#include "line_options.hpp"

namespace partyline::binding {

namespace {

void raise(Napi::Env env, const lines::LineError& failure) {
  const Napi::Error error = Napi::Error::New(env, failure.what());
  error.Value().Set("code", failure.code());
  error.ThrowAsJavaScriptException();
}

}  // namespace

// Answers what `action` does, or false when the engine is over.
template <typename Action>
Napi::Value EngineObject::withLines(const Arguments& arguments, Action action) {
  if (!arguments.ok() || (!over() && !ready(arguments.env()))) return arguments.env().Undefined();
  return Napi::Boolean::New(arguments.env(), !over() && action(engine_->lines()));
}

// What `make` makes; what it throws is thrown with its code.
template <typename Make>
Napi::Value EngineObject::makeOfLines(const Arguments& arguments, Make make) {
  if (!arguments.ok() || !ready(arguments.env())) return arguments.env().Undefined();
  try {
    return make(engine_->lines());
  } catch (const lines::LineError& failure) {
    raise(arguments.env(), failure);
  } catch (const std::invalid_argument& wrong) {
    Napi::TypeError::New(arguments.env(), wrong.what()).ThrowAsJavaScriptException();
  }
  return arguments.env().Undefined();
}

Napi::Value EngineObject::spans(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "spans");
  const std::string root = arguments.text(0, "root");
  return makeOfLines(arguments, [&](lines::Lines& lines) { return toArray(info.Env(), lines.spans(root)); });
}

Napi::Value EngineObject::openLine(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "openLine");
  const auto line = arguments.id(0, "line");
  const lines::LineOptions options = readLineOptions(arguments, 1);
  return makeOfLines(arguments, [&](lines::Lines& lines) { return toObject(info.Env(), lines.open(line, options)); });
}

Napi::Value EngineObject::closeLine(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "closeLine");
  const auto line = arguments.id(0, "line");
  if (arguments.ok() && !over() && ready(info.Env())) engine_->lines().close(line);
  return info.Env().Undefined();
}

Napi::Value EngineObject::setLineGain(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setLineGain");
  const auto line = arguments.id(0, "line");
  const auto receive_db = static_cast<float>(arguments.number(1, "receiveDb", kLineGainDb));
  const auto transmit_db = static_cast<float>(arguments.number(2, "transmitDb", kLineGainDb));
  return withLines(arguments, [&](lines::Lines& lines) { return lines.setGain(line, receive_db, transmit_db); });
}

Napi::Value EngineObject::setLineEcho(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setLineEcho");
  const auto line = arguments.id(0, "line");
  const bool cancel = readEcho(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.setEcho(line, cancel); });
}

Napi::Value EngineObject::setHook(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setHook");
  const auto line = arguments.id(0, "line");
  const lines::Hook hook = readHook(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.setHook(line, hook); });
}

Napi::Value EngineObject::ringLine(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "ringLine");
  const auto line = arguments.id(0, "line");
  const lines::RingOrder order = readRing(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.ring(line, order); });
}

Napi::Value EngineObject::stopRinging(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "stopRinging");
  const auto line = arguments.id(0, "line");
  return withLines(arguments, [&](lines::Lines& lines) { return lines.stopRinging(line); });
}

Napi::Value EngineObject::setPolarity(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setPolarity");
  const auto line = arguments.id(0, "line");
  const bool reversed = arguments.boolean(1, "reversed");
  return withLines(arguments, [&](lines::Lines& lines) { return lines.setPolarity(line, reversed); });
}

Napi::Value EngineObject::dialPulses(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "dialPulses");
  const auto line = arguments.id(0, "line");
  const std::string digits = readPulseDigits(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.dialPulses(line, digits); });
}

Napi::Value EngineObject::listenForTones(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "listenForTones");
  const auto line = arguments.id(0, "line");
  const std::vector<dsp::ToneSpec> tones = readTones(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.listenForTones(line, tones); });
}

Napi::Value EngineObject::listenForCallerId(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "listenForCallerId");
  const auto line = arguments.id(0, "line");
  const std::vector<dsp::CallerIdKind> kinds = readCallerIdKinds(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.listenForCallerId(line, kinds); });
}

Napi::Value EngineObject::setLoopback(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setLoopback");
  const auto line = arguments.id(0, "line");
  const bool on = arguments.boolean(1, "on");
  return withLines(arguments, [&](lines::Lines& lines) { return lines.setLoopback(line, on); });
}

Napi::Value EngineObject::startVoice(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "startVoice");
  const auto line = arguments.id(0, "line");
  const std::string command = readModemCommand(arguments, 1);
  return withLines(arguments, [&](lines::Lines& lines) { return lines.startVoice(line, command); });
}

Napi::Value EngineObject::stopVoice(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "stopVoice");
  const auto line = arguments.id(0, "line");
  const std::vector<uint8_t> ending = readHex(arguments, 1, "endHex");
  return withLines(arguments, [&](lines::Lines& lines) { return lines.stopVoice(line, ending); });
}

Napi::Value EngineObject::startLineLeg(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "startLineLeg");
  const auto line = arguments.id(0, "line");
  if (!arguments.ok() || (!over() && !ready(info.Env()))) return info.Env().Undefined();
  return Napi::Number::New(info.Env(), over() ? 0 : engine_->lines().startLeg(line));
}

Napi::Value EngineObject::endLineLeg(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "endLineLeg");
  const auto leg = arguments.id(0, "leg");
  if (arguments.ok() && !over() && ready(info.Env())) engine_->lines().endLeg(leg);
  return info.Env().Undefined();
}

Napi::Value EngineObject::lineStats(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "lineStats");
  const auto line = arguments.id(0, "line");
  if (!arguments.ok() || over() || !ready(info.Env())) return info.Env().Undefined();
  const auto stats = engine_->lines().stats(line);
  return stats ? toObject(info.Env(), *stats) : info.Env().Undefined();
}

// Asked before the start too: nothing but a table.
Napi::Value EngineObject::toneZones(const Napi::CallbackInfo& info) { return toArray(info.Env(), lines::toneZones()); }

void EngineObject::addLineMethods(std::vector<Method>& methods) {
  methods.insert(methods.end(), {
                                    InstanceMethod<&EngineObject::spans>("spans"),
                                    InstanceMethod<&EngineObject::openLine>("openLine"),
                                    InstanceMethod<&EngineObject::closeLine>("closeLine"),
                                    InstanceMethod<&EngineObject::setLineGain>("setLineGain"),
                                    InstanceMethod<&EngineObject::setLineEcho>("setLineEcho"),
                                    InstanceMethod<&EngineObject::setHook>("setHook"),
                                    InstanceMethod<&EngineObject::ringLine>("ringLine"),
                                    InstanceMethod<&EngineObject::stopRinging>("stopRinging"),
                                    InstanceMethod<&EngineObject::setPolarity>("setPolarity"),
                                    InstanceMethod<&EngineObject::dialPulses>("dialPulses"),
                                    InstanceMethod<&EngineObject::listenForTones>("listenForTones"),
                                    InstanceMethod<&EngineObject::listenForCallerId>("listenForCallerId"),
                                    InstanceMethod<&EngineObject::setLoopback>("setLoopback"),
                                    InstanceMethod<&EngineObject::startVoice>("startVoice"),
                                    InstanceMethod<&EngineObject::stopVoice>("stopVoice"),
                                    InstanceMethod<&EngineObject::startLineLeg>("startLineLeg"),
                                    InstanceMethod<&EngineObject::endLineLeg>("endLineLeg"),
                                    InstanceMethod<&EngineObject::lineStats>("lineStats"),
                                    InstanceMethod<&EngineObject::toneZones>("toneZones"),
                                });
}

}  // namespace partyline::binding
