// Numbers and names between Q.931 and the rest of the box. What comes from the far end is a stranger's: it is limited and cleaned here.
#pragma once
#include <string>
#include <string_view>

#include "options.hpp"

namespace partyline::pri {

constexpr size_t kMostDigits = 32;
constexpr size_t kLongestName = 50;

// 0-9, * and #, the rest left out; at most kMostDigits.
std::string cleanDigits(std::string_view text);
// As cleanDigits, with a plus sign before it where the far end called it international.
std::string cleanCaller(std::string_view text, int plan);
// Clean UTF-8 of at most kLongestName characters, from UTF-8 or ISO 8859-1.
std::string cleanName(std::string_view text);
// For libpri: ISO 8859-1, with '?' for what it does not have.
std::string nameForIsdn(std::string_view utf8);

// Libpri's octet of type of number and numbering plan.
int planOctet(NumberPlan plan);

}  // namespace partyline::pri
