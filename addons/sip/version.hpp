#pragma once
#include <string>

namespace partyline::sip {

// Of pjproject, as its own library says.
std::string pjprojectVersion();

}  // namespace partyline::sip
