#include "scanners.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace partyline::sip {

namespace {

constexpr std::array<std::string_view, 15> kNames = {
    "friendly-scanner", "friendly-request", "sipvicious", "sipcli", "sip-scan", "sipsak", "sundayddr", "pplsip",
    "vaxsipuseragent",  "vaxasip",          "smap",       "iwar",   "siparmyknife", "csipsimple-scan", "sip-bruteforce"};

bool has(std::string_view text, std::string_view lower_case) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(), same) != text.end();
}

}  // namespace

bool isScanner(std::string_view user_agent) {
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) { return has(user_agent, name); });
}

}  // namespace partyline::sip
