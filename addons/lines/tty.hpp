// A modem's device while its voice stream runs.
#pragma once
#include <string>

namespace partyline::lines {

// Control thread. For this program alone, raw, not blocking, DTR untouched. -1: it can't be had, errno says why.
int openTty(const std::string& path);
// What was not sent is forgotten: closing would wait for it. The modem stays on its line.
void closeTty(int fd) noexcept;

}  // namespace partyline::lines
