#include "caller_id_message.hpp"

#include <algorithm>

namespace partyline::dsp {
namespace {

constexpr uint8_t kSingle = 0x04, kMultiple = 0x80;
// Telcordia GR-30, ETSI EN 300 659-3: the fields that are of use here.
constexpr uint8_t kNumber = 0x02, kNoNumber = 0x04, kName = 0x07, kNoName = 0x08;
constexpr size_t kTimeSize = 8;
constexpr size_t kLeastUnmarkedDigits = 3;

bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

bool allDigits(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), isDigit); }

// Digits, with the signs that some exchanges put between them left out. False: something else is among them.
bool addNumber(CallerId& id, std::string_view text) noexcept {
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '(' || c == ')') continue;
    if (!isDigit(c) && c != '*' && c != '#' && !(c == '+' && id.number.view().empty())) return false;
    if (!id.number.add({&c, 1})) return false;
  }
  return true;
}

// Names are in ISO 8859-1. False: it is not text.
bool addName(CallerId& id, std::string_view text) noexcept {
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x20 || (byte >= 0x7F && byte < 0xA0)) return false;
    const char two[] = {static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
    if (!(byte < 0x80 ? id.name.add({&c, 1}) : id.name.add({two, 2}))) return false;
  }
  return true;
}

// P: private; O, and others: not known.
bool takeAbsence(CallerId& id, std::string_view reason) noexcept {
  if (reason.size() != 1 || reason[0] < 'A' || reason[0] > 'Z') return false;
  id.withheld = id.withheld || reason[0] == 'P';
  return true;
}

bool takeField(CallerId& id, uint8_t type, std::string_view body) noexcept {
  switch (type) {
    case kNumber: return addNumber(id, body);
    case kNoNumber: return takeAbsence(id, body);
    case kName: return addName(id, body);
    case kNoName: return body.size() == 1;
    default: return true;
  }
}

std::optional<CallerId> single(std::string_view body) noexcept {
  CallerId id;
  if (body.size() <= kTimeSize || !allDigits(body.substr(0, kTimeSize))) return std::nullopt;
  const std::string_view number = body.substr(kTimeSize);
  if (!(number.size() == 1 && takeAbsence(id, number)) && !addNumber(id, number)) return std::nullopt;
  return id;
}

std::optional<CallerId> multiple(std::string_view body) noexcept {
  CallerId id;
  while (!body.empty()) {
    if (body.size() < 2) return std::nullopt;
    const auto size = static_cast<size_t>(static_cast<uint8_t>(body[1]));
    if (size > body.size() - 2 || !takeField(id, static_cast<uint8_t>(body[0]), body.substr(2, size))) return std::nullopt;
    body.remove_prefix(2 + size);
  }
  return id;
}

// B00C: not available; B10C: restricted.
std::optional<CallerId> withInformation(std::string_view digits) noexcept {
  CallerId id;
  id.withheld = digits == "B10C";
  return digits == "B10C" || digits == "B00C" ? std::optional(id) : std::nullopt;
}

std::optional<CallerId> withNumber(std::string_view number) noexcept {
  CallerId id;
  if (number.empty() || !allDigits(number) || !addNumber(id, number)) return std::nullopt;
  return id;
}

}  // namespace

std::optional<CallerId> callerIdOfMessage(const uint8_t* message, size_t size) noexcept {
  if (size < 3 || message[1] != size - 2) return std::nullopt;
  const std::string_view body(reinterpret_cast<const char*>(message) + 2, size - 2);
  if (message[0] == kSingle) return single(body);
  return message[0] == kMultiple ? multiple(body) : std::nullopt;
}

std::optional<CallerId> callerIdOfDigits(std::string_view digits) noexcept {
  if (digits.size() < 3) return std::nullopt;
  const std::string_view inner = digits.substr(1, digits.size() - 2);
  if (digits.front() == 'B') return withInformation(digits);
  if (digits.front() == 'A') return withNumber(inner.substr(0, inner.find_first_of("DB")));
  if (digits.front() == 'D' && digits.back() == 'C') return withNumber(inner);
  if (digits.front() == 'D') {
    CallerId id;
    id.withheld = inner == "1";
    return inner.size() == 1 && inner >= "1" && inner <= "3" ? std::optional(id) : std::nullopt;
  }
  const std::string_view unmarked = digits.substr(0, digits.size() - 1);
  return digits.back() == '#' && unmarked.size() >= kLeastUnmarkedDigits ? withNumber(unmarked) : std::nullopt;
}

}  // namespace partyline::dsp
