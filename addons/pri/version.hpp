#pragma once
#include <string>

namespace partyline::pri {

// Of libpri, as the library itself says.
std::string libpriVersion();

}  // namespace partyline::pri
