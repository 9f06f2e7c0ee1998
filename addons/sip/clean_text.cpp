#include "clean_text.hpp"

#include <cstdint>

namespace partyline::sip {

namespace {

struct Character {
  uint32_t code = 0;
  size_t bytes = 1;
  bool valid = false;
};

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

size_t lengthOf(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool shortest(uint32_t code, size_t bytes) {
  constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code >= kLeast[bytes] && code <= 0x10FFFF && !surrogate;
}

Character next(std::string_view text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  const size_t bytes = lengthOf(lead);
  if (bytes == 1) return {lead, 1, true};
  if (bytes == 0 || bytes > text.size()) return {};
  uint32_t code = lead & (0x7Fu >> bytes);
  for (size_t i = 1; i < bytes; i++) {
    const auto byte = static_cast<uint8_t>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    code = code << 6 | (byte & 0x3F);
  }
  return shortest(code, bytes) ? Character{code, bytes, true} : Character{};
}

bool unwanted(uint32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool direction = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return control || direction;
}

std::string_view withoutBlanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string cleanText(std::string_view text, size_t max_characters) {
  std::string clean;
  size_t characters = 0;
  text = withoutBlanks(text);
  while (!text.empty() && characters < max_characters) {
    const Character character = next(text);
    const std::string_view bytes = character.valid ? text.substr(0, character.bytes) : kReplacement;
    text.remove_prefix(character.bytes);
    if (character.valid && unwanted(character.code)) continue;
    clean.append(bytes);
    characters++;
  }
  return clean;
}

}  // namespace partyline::sip
