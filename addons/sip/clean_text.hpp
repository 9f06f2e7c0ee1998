// Makes text of a stranger harmless: valid UTF-8, no control characters, no more than so many characters.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace partyline::sip {

// Invalid bytes become U+FFFD; control characters (C0, DEL, C1), directional overrides and blanks at either end are left out.
std::string cleanText(std::string_view text, size_t max_characters);

}  // namespace partyline::sip
