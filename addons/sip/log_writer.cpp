#include "log_writer.hpp"

#include <cstdio>

namespace partyline::sip {

void LogWriter::write(const pj::LogEntry& entry) {
  if (entry.msg.find("DTMF") != std::string::npos || entry.msg.find("dtmf") != std::string::npos) return;
  std::fwrite(entry.msg.data(), 1, entry.msg.size(), stderr);
}

}  // namespace partyline::sip
