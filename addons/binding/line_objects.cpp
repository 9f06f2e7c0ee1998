#include "line_objects.hpp"

namespace partyline::binding {

namespace {

const char* nameOf(lines::LineKind kind) {
  switch (kind) {
    case lines::LineKind::fxs: return "fxs";
    case lines::LineKind::fxo: return "fxo";
    case lines::LineKind::bearer: return "bearer";
    case lines::LineKind::modem: return "modem";
  }
  return "";
}

const char* nameOf(lines::EchoCancelling echo) {
  switch (echo) {
    case lines::EchoCancelling::hardware: return "hardware";
    case lines::EchoCancelling::kernel: return "kernel";
    case lines::EchoCancelling::software: return "software";
    case lines::EchoCancelling::none: return "none";
  }
  return "";
}

const char* nameOf(lines::ChannelKind kind) {
  switch (kind) {
    case lines::ChannelKind::fxs: return "fxs";
    case lines::ChannelKind::fxo: return "fxo";
    case lines::ChannelKind::bearer: return "bearer";
    case lines::ChannelKind::data: return "data";
    case lines::ChannelKind::unknown: return "unknown";
  }
  return "";
}

const char* nameOf(lines::SpanType type) {
  switch (type) {
    case lines::SpanType::analog: return "analog";
    case lines::SpanType::e1: return "E1";
    case lines::SpanType::t1: return "T1";
  }
  return "";
}

template <typename Items, typename Make>
Napi::Array arrayOf(Napi::Env env, const Items& items, Make make) {
  const Napi::Array array = Napi::Array::New(env, items.size());
  uint32_t index = 0;
  for (const auto& item : items) array.Set(index++, make(item));
  return array;
}

Napi::Object channelObject(Napi::Env env, const lines::ChannelFacts& facts) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("channel", facts.channel);
  object.Set("position", facts.position);
  object.Set("name", facts.name);
  object.Set("kind", nameOf(facts.kind));
  return object;
}

Napi::Object spanObject(Napi::Env env, const lines::SpanFacts& facts) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("span", facts.span);
  object.Set("name", facts.name);
  object.Set("description", facts.description);
  object.Set("type", nameOf(facts.type));
  object.Set("alarms", alarmNames(env, facts.alarms));
  object.Set("clock", facts.line_clock ? "line" : "internal");
  object.Set("channels", arrayOf(env, facts.channels, [&](const lines::ChannelFacts& channel) { return channelObject(env, channel); }));
  return object;
}

Napi::Object zoneObject(Napi::Env env, const lines::ToneZone& zone) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("country", zone.country);
  object.Set("name", zone.name);
  object.Set("ringCadenceMs", arrayOf(env, zone.ring_cadence_ms, [&](int ms) { return Napi::Number::New(env, ms); }));
  const Napi::Object tones = Napi::Object::New(env);
  for (const auto& [name, tone] : zone.tones) tones.Set(name, tone);
  object.Set("tones", tones);
  return object;
}

}  // namespace

Napi::Array alarmNames(Napi::Env env, lines::Alarms alarms) {
  constexpr struct {
    lines::Alarm alarm;
    const char* name;
  } kNames[] = {
      {lines::Alarm::red, "red"}, {lines::Alarm::yellow, "yellow"}, {lines::Alarm::blue, "blue"},
      {lines::Alarm::recovering, "recovering"}, {lines::Alarm::loopback, "loopback"}, {lines::Alarm::not_open, "not-open"},
  };
  const Napi::Array names = Napi::Array::New(env);
  for (const auto& known : kNames) {
    if (lines::hasAlarm(alarms, known.alarm)) names.Set(names.Length(), known.name);
  }
  return names;
}

Napi::Object toObject(Napi::Env env, const lines::LineFacts& facts) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("name", facts.name);
  object.Set("kind", nameOf(facts.kind));
  object.Set("digits", facts.digits == lines::DigitHearing::hardware ? "hardware" : "software");
  object.Set("echo", nameOf(facts.echo));
  object.Set("offHook", facts.off_hook);
  object.Set("battery", facts.battery);
  object.Set("alarms", alarmNames(env, facts.alarms));
  return object;
}

Napi::Object toObject(Napi::Env env, const lines::LineStats& stats) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("receiveDbm0", stats.receive_dbm0);
  object.Set("transmitDbm0", stats.transmit_dbm0);
  if (stats.echo_measured) {
    object.Set("echoReturnLossDb", stats.echo_return_loss_db);
    object.Set("echoReturnLossEnhancementDb", stats.echo_return_loss_enhancement_db);
  }
  object.Set("clockPpm", stats.clock_ppm);
  object.Set("delayMs", stats.delay_ms);
  object.Set("slips", stats.slips);
  object.Set("overruns", stats.overruns);
  object.Set("underruns", stats.underruns);
  return object;
}

Napi::Array toArray(Napi::Env env, const std::vector<lines::SpanFacts>& spans) {
  return arrayOf(env, spans, [&](const lines::SpanFacts& span) { return spanObject(env, span); });
}

Napi::Array toArray(Napi::Env env, const std::vector<lines::ToneZone>& zones) {
  return arrayOf(env, zones, [&](const lines::ToneZone& zone) { return zoneObject(env, zone); });
}

}  // namespace partyline::binding
