// The properties of an object argument, checked as the arguments themselves are: 'sip.udpPort' is named by its path.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "arguments.hpp"

namespace partyline::binding {

class Properties {
 public:
  Properties(Arguments& arguments, Napi::Object object, std::string path) : arguments_(arguments), object_(object), path_(std::move(path)) {}

  bool ok() const { return arguments_.ok(); }
  bool has(const char* key) const;
  bool isNull(const char* key) const;
  std::string text(const char* key) const;
  double number(const char* key, Range range) const;
  uint32_t integer(const char* key, Range range) const;
  bool boolean(const char* key) const;
  // Null: nothing.
  std::optional<uint32_t> integerOrNull(const char* key, Range range) const;
  // One of `words`; answers its place.
  size_t oneOf(const char* key, const std::vector<const char*>& words) const;
  Properties object(const char* key) const;
  // For a value that is of the right type and yet wrong.
  void refuse(const char* key, const std::string& expected) const { fail(key, expected); }
  // Calls `each` for every element, in order, while all is well; elements are wrapped so that `value` is their content.
  void forEach(const char* key, const std::function<void(const Properties& holder, const char* element)>& each) const;
  // For an array of objects.
  void forEachObject(const char* key, const std::function<void(const Properties&)>& each) const;

 private:
  Napi::Value get(const char* key) const;
  std::string pathOf(const char* key) const;
  void fail(const char* key, const std::string& expected) const { arguments_.fail(pathOf(key), expected, get(key)); }

  Arguments& arguments_;
  Napi::Object object_;
  std::string path_;
};

}  // namespace partyline::binding
