#include "party.hpp"

#include "../sip/clean_text.hpp"
#include "libpri_c.hpp"

namespace partyline::pri {

namespace {

constexpr std::string_view kDigits = "0123456789*#";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool isUtf8(std::string_view text) {
  return text.find(kReplacement) != std::string_view::npos || sip::cleanText(text, text.size()).find(kReplacement) == std::string::npos;
}

std::string fromLatin1(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    const auto code = static_cast<uint8_t>(c);
    if (code < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | (code >> 6));
      utf8 += static_cast<char>(0x80 | (code & 0x3F));
    }
  }
  return utf8;
}

}  // namespace

std::string cleanDigits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (digits.size() < kMostDigits && kDigits.find(c) != std::string_view::npos) digits += c;
  }
  return digits;
}

std::string cleanCaller(std::string_view text, int plan) {
  const std::string digits = cleanDigits(text);
  const bool international = (plan >> 4 & 0x7) == PRI_TON_INTERNATIONAL;
  return international && !digits.empty() ? "+" + digits.substr(0, kMostDigits - 1) : digits;
}

std::string cleanName(std::string_view text) { return sip::cleanText(isUtf8(text) ? std::string{text} : fromLatin1(text), kLongestName); }

std::string nameForIsdn(std::string_view utf8) {
  const std::string clean = sip::cleanText(utf8, kLongestName);
  std::string latin1;
  for (size_t i = 0; i < clean.size(); i++) {
    const auto lead = static_cast<uint8_t>(clean[i]);
    if (lead < 0x80) {
      latin1 += clean[i];
    } else if (lead == 0xC2 || lead == 0xC3) {
      latin1 += static_cast<char>((lead & 0x03) << 6 | (static_cast<uint8_t>(clean[++i]) & 0x3F));
    } else if (lead >= 0xC0) {
      latin1 += '?';
    }
  }
  return latin1;
}

int planOctet(NumberPlan plan) {
  switch (plan) {
    case NumberPlan::unknown: return PRI_UNKNOWN;
    case NumberPlan::national: return PRI_NATIONAL_ISDN;
    case NumberPlan::international: return PRI_INTERNATIONAL_ISDN;
    case NumberPlan::subscriber: return PRI_LOCAL_ISDN;
  }
  return PRI_UNKNOWN;
}

}  // namespace partyline::pri
