#include "arguments.hpp"

#include <cmath>
#include <cstdio>

namespace partyline::binding {

namespace {

constexpr size_t kShownCharacters = 40;

std::string plain(double number) {
  if (std::isnan(number)) return "NaN";
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", number);
  return text;
}

std::string rangeText(const char* what, Range range) { return std::string{what} + " from " + plain(range.least) + " to " + plain(range.most); }

bool inRange(double value, Range range) { return value >= range.least && value <= range.most; }

}  // namespace

std::string describe(Napi::Value value) {
  if (value.IsUndefined()) return "undefined";
  if (value.IsNull()) return "null";
  if (value.IsNumber()) return "number " + plain(value.As<Napi::Number>().DoubleValue());
  if (value.IsBoolean()) return value.As<Napi::Boolean>().Value() ? "true" : "false";
  if (value.IsString()) return "string \"" + value.As<Napi::String>().Utf8Value().substr(0, kShownCharacters) + "\"";
  if (value.IsFunction()) return "a function";
  if (value.IsArray()) return "an array";
  return "an object";
}

void Arguments::fail(const std::string& name, const std::string& expected, Napi::Value came) {
  if (!ok_) return;
  ok_ = false;
  const std::string message = std::string{method_} + ": '" + name + "' must be " + expected + ", got " + describe(came) + ".";
  Napi::TypeError::New(env(), message).ThrowAsJavaScriptException();
}

uint32_t Arguments::id(size_t index, const char* name) { return static_cast<uint32_t>(integer(index, name, {1, 4294967295.0})); }

double Arguments::integer(size_t index, const char* name, Range range) {
  const Napi::Value value = info_[index];
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : NAN;
  if (inRange(number, range) && number == std::floor(number)) return number;
  fail(name, rangeText("an integer", range), value);
  return 0;
}

double Arguments::number(size_t index, const char* name, Range range) {
  const Napi::Value value = info_[index];
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : NAN;
  if (inRange(number, range)) return number;
  fail(name, rangeText("a number", range), value);
  return 0;
}

bool Arguments::boolean(size_t index, const char* name) {
  const Napi::Value value = info_[index];
  if (value.IsBoolean()) return value.As<Napi::Boolean>().Value();
  fail(name, "a boolean", value);
  return false;
}

bool Arguments::optionalBoolean(size_t index, const char* name) { return !info_[index].IsUndefined() && boolean(index, name); }

std::string Arguments::text(size_t index, const char* name) {
  const Napi::Value value = info_[index];
  if (value.IsString()) return value.As<Napi::String>().Utf8Value();
  fail(name, "a string", value);
  return {};
}

std::string Arguments::optionalText(size_t index, const char* name) { return info_[index].IsUndefined() ? std::string{} : text(index, name); }

Napi::Function Arguments::function(size_t index, const char* name) {
  const Napi::Value value = info_[index];
  if (!value.IsFunction()) fail(name, "a function", value);
  return value.IsFunction() ? value.As<Napi::Function>() : Napi::Function();
}

Napi::Object Arguments::object(size_t index, const char* name) {
  const Napi::Value value = info_[index];
  const bool fits = value.IsObject() && !value.IsFunction() && !value.IsArray();
  if (!fits) fail(name, "an object", value);
  return fits ? value.As<Napi::Object>() : Napi::Object();
}

}  // namespace partyline::binding
