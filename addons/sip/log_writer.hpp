// pjsip's log, to standard error, without the digits that callers press: they may be PINs.
#pragma once
#include <pjsua2.hpp>

namespace partyline::sip {

class LogWriter final : public pj::LogWriter {
 public:
  void write(const pj::LogEntry& entry) override;
};

}  // namespace partyline::sip
