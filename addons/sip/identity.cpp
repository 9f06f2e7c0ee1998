#include "identity.hpp"

#include <cstdio>
#include <cstring>

#include "clean_text.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kNameCharacters = 100;

// RFC 3261 25.1: unreserved and user-unreserved; all else is escaped.
bool plain(char c) {
  const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return alphanumeric || (c != 0 && std::strchr("-_.!~*'()&=+$,;?/", c) != nullptr);
}

std::string escapedUser(const std::string& user) {
  std::string escaped;
  for (const char c : user) {
    char text[4] = {c, 0, 0, 0};
    if (!plain(c)) std::snprintf(text, sizeof text, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    escaped += text;
  }
  return escaped;
}

}  // namespace

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string nameAddrOf(const Identity& identity) {
  const std::string name = cleanText(identity.name, kNameCharacters);
  const std::string address = "<sip:" + (identity.user.empty() ? "" : escapedUser(identity.user) + "@") + identity.host + ">";
  return name.empty() ? address : quoted(name) + " " + address;
}

}  // namespace partyline::sip
