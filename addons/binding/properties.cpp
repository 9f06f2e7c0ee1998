#include "properties.hpp"

#include <cmath>

namespace partyline::binding {

namespace {

double numberOf(Napi::Value value) { return value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : NAN; }

std::string between(const char* what, Range range) {
  return std::string{what} + " from " + std::to_string(static_cast<int64_t>(range.least)) + " to " + std::to_string(static_cast<int64_t>(range.most));
}

bool plainObject(Napi::Value value) { return value.IsObject() && !value.IsArray() && !value.IsFunction(); }

}  // namespace

Napi::Value Properties::get(const char* key) const {
  if (!ok() || object_.IsEmpty()) return arguments_.env().Undefined();
  return object_.Get(key);
}

std::string Properties::pathOf(const char* key) const { return path_.empty() ? std::string{key} : path_ + "." + key; }

bool Properties::has(const char* key) const { return !get(key).IsUndefined(); }
bool Properties::isNull(const char* key) const { return get(key).IsNull(); }

std::string Properties::text(const char* key) const {
  const Napi::Value value = get(key);
  if (value.IsString()) return value.As<Napi::String>().Utf8Value();
  fail(key, "a string");
  return {};
}

double Properties::number(const char* key, Range range) const {
  const double number = numberOf(get(key));
  if (number >= range.least && number <= range.most) return number;
  fail(key, between("a number", range));
  return 0;
}

uint32_t Properties::integer(const char* key, Range range) const {
  const double number = numberOf(get(key));
  if (number >= range.least && number <= range.most && number == std::floor(number)) return static_cast<uint32_t>(number);
  fail(key, between("an integer", range));
  return 0;
}

bool Properties::boolean(const char* key) const {
  const Napi::Value value = get(key);
  if (value.IsBoolean()) return value.As<Napi::Boolean>().Value();
  fail(key, "a boolean");
  return false;
}

std::optional<uint32_t> Properties::integerOrNull(const char* key, Range range) const {
  if (isNull(key)) return std::nullopt;
  return integer(key, range);
}

size_t Properties::oneOf(const char* key, const std::vector<const char*>& words) const {
  const Napi::Value value = get(key);
  const std::string text = value.IsString() ? value.As<Napi::String>().Utf8Value() : std::string{};
  std::string expected = "one of";
  for (size_t i = 0; i < words.size(); i++) {
    if (text == words[i]) return i;
    expected += std::string{i == 0 ? " \"" : ", \""} + words[i] + "\"";
  }
  fail(key, expected);
  return 0;
}

Properties Properties::object(const char* key) const {
  const Napi::Value value = get(key);
  if (!plainObject(value)) fail(key, "an object");
  return {arguments_, plainObject(value) ? value.As<Napi::Object>() : Napi::Object(), pathOf(key)};
}

void Properties::forEach(const char* key, const std::function<void(const Properties&, const char*)>& each) const {
  const Napi::Value value = get(key);
  if (!value.IsArray()) return fail(key, "an array");
  const Properties elements{arguments_, value.As<Napi::Object>(), pathOf(key)};
  const uint32_t length = value.As<Napi::Array>().Length();
  for (uint32_t i = 0; i < length && ok(); i++) each(elements, std::to_string(i).c_str());
}

void Properties::forEachObject(const char* key, const std::function<void(const Properties&)>& each) const {
  forEach(key, [&](const Properties& elements, const char* index) {
    const Properties element = elements.object(index);
    if (ok()) each(element);
  });
}

}  // namespace partyline::binding
