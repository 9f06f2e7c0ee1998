// Why SIP could not be started, with a code of the contract.
#pragma once
#include <stdexcept>
#include <string>

namespace partyline::sip {

class StartError : public std::runtime_error {
 public:
  StartError(std::string code, const std::string& message, int status = 0)
      : std::runtime_error(message), code_(std::move(code)), status_(status) {}
  const std::string& code() const noexcept { return code_; }
  // pjsip's status; 0 where it has none.
  int status() const noexcept { return status_; }

 private:
  std::string code_;
  int status_;
};

}  // namespace partyline::sip
