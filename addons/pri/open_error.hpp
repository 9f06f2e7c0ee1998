// Why a D channel could not be opened, with a code of addons/pri.ts.
#pragma once
#include <stdexcept>
#include <string>

namespace partyline::pri {

class OpenError : public std::runtime_error {
 public:
  OpenError(std::string code, const std::string& message) : std::runtime_error(message), code_(std::move(code)) {}
  const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

}  // namespace partyline::pri
