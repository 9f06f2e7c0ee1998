#include "digits.hpp"

#include <algorithm>
#include <cctype>

namespace partyline::sip {

bool TelephoneEvents::press(const TelephoneEvent& event) {
  const bool same = any_ && event.digit == digit_ && event.timestamp_ms == timestamp_ms_;
  // Some senders count the timestamp on within a press: an update is a new press only after the end of the one before.
  const bool goes_on = any_ && event.update && !ended_;
  ended_ = event.end;
  if (same || goes_on) return false;
  any_ = true;
  digit_ = event.digit;
  timestamp_ms_ = event.timestamp_ms;
  return true;
}

bool DigitFilter::accept(char digit, DigitSource source, uint64_t now_ms) {
  if (source_ && source > *source_) return false;
  const bool takes_over = source_ && source < *source_;
  source_ = source;
  if (takes_over && digit == last_digit_ && now_ms - last_at_ms_ < kSamePressMs) return false;
  last_digit_ = digit;
  last_at_ms_ = now_ms;
  return true;
}

namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view lineOf(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

bool startsWithSignal(std::string_view text) {
  constexpr std::string_view kSignal = "signal";
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return text.size() > kSignal.size() && std::equal(kSignal.begin(), kSignal.end(), text.begin(), [&](char b, char a) { return same(a, b); });
}

std::optional<char> digitOf(std::string_view text) {
  if (text == "10") return '*';
  if (text == "11") return '#';
  if (text.size() != 1) return std::nullopt;
  const char digit = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  constexpr std::string_view kDigits = "0123456789ABCD*#";
  if (kDigits.find(digit) == std::string_view::npos) return std::nullopt;
  return digit;
}

}  // namespace

std::optional<char> infoDigit(std::string_view body) {
  body = trimmed(body);
  if (!startsWithSignal(body)) return digitOf(body);
  const std::string_view line = lineOf(body);
  const size_t equals = line.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  return digitOf(trimmed(line.substr(equals + 1)));
}

}  // namespace partyline::sip
