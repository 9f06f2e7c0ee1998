// What libpri has to say, line by line: nowhere, unless somebody asks for it. Called-party digits are in it; they are no PINs, which are keyed in-band.
#pragma once
#include <functional>
#include <string>

struct pri;

namespace partyline::pri {

using Log = std::function<void(const std::string& line)>;

// Of all spans; `log` is called by their threads, one at a time. Empty: no longer. With a log, messages and state changes are told too.
void setLog(Log log);

// Libpri's side, for the one who makes its controllers.
void takeOverOutput();
void traceAsAsked(struct ::pri* controller);

}  // namespace partyline::pri
