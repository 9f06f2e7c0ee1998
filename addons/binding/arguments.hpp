// The arguments of one call from JavaScript, checked one after the other. The first that is wrong makes a TypeError that names
// what was expected and what came; after it everything reads as nothing, and `ok` is false.
#pragma once
#include <napi.h>

#include <cstdint>
#include <string>

namespace partyline::binding {

struct Range {
  double least;
  double most;
};

class Arguments {
 public:
  Arguments(const Napi::CallbackInfo& info, const char* method) : info_(info), method_(method) {}

  bool ok() const { return ok_; }
  Napi::Env env() const { return info_.Env(); }
  Napi::Value value(size_t index) const { return info_[index]; }

  uint32_t id(size_t index, const char* name);
  double integer(size_t index, const char* name, Range range);
  double number(size_t index, const char* name, Range range);
  bool boolean(size_t index, const char* name);
  // Left out: false.
  bool optionalBoolean(size_t index, const char* name);
  std::string text(size_t index, const char* name);
  // Left out: empty.
  std::string optionalText(size_t index, const char* name);
  Napi::Function function(size_t index, const char* name);
  Napi::Object object(size_t index, const char* name);
  void fail(const std::string& name, const std::string& expected, Napi::Value came);

 private:
  const Napi::CallbackInfo& info_;
  const char* method_;
  bool ok_ = true;
};

// How a value of JavaScript is named in a message: 'string "x"', 'number 3', 'undefined'.
std::string describe(Napi::Value value);

}  // namespace partyline::binding
