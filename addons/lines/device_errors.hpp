// What went wrong with a device, as a code and a sentence that says what to do.
#pragma once
#include <string>

#include "line.hpp"

namespace partyline::lines {

// `error`: an errno.
std::string describeError(int error);
LineError openError(const std::string& path, int error);
LineError specifyError(const std::string& path, int channel, int error);
LineError driverError(const char* request, int channel, int error);
LineError nonsenseError(int channel, const std::string& what);

}  // namespace partyline::lines
