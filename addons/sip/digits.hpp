// One key press is one digit, whichever ways it comes: pure rules without clock or thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "listener.hpp"

namespace partyline::sip {

// One report of pjmedia about a telephone event; all packets of one press carry the same RTP timestamp (RFC 4733 2.5.1.2).
struct TelephoneEvent {
  char digit = 0;
  uint32_t timestamp_ms = 0;
  bool update = false;   // pjmedia takes it for the press before
  bool end = false;
};

// Tells a new press from later packets of the one before. pjmedia alone can not: it compares durations.
class TelephoneEvents {
 public:
  // True: a key was pressed.
  bool press(const TelephoneEvent&);

 private:
  bool any_ = false;
  bool ended_ = false;
  char digit_ = 0;
  uint32_t timestamp_ms_ = 0;
};

// Keeps the first source of digits that a call uses. A better one takes its place (RFC 4733 before INFO before tones); what
// then comes first from it may be the press that the lesser source has told already.
class DigitFilter {
 public:
  static constexpr uint64_t kSamePressMs = 1000;
  // True: tell it.
  bool accept(char digit, DigitSource source, uint64_t now_ms);

 private:
  std::optional<DigitSource> source_;
  char last_digit_ = 0;
  uint64_t last_at_ms_ = 0;
};

// The digit in a SIP INFO body: 'Signal=5' of application/dtmf-relay or the bare digit of application/dtmf; '10' is '*',
// '11' is '#'. Nothing for anything else.
std::optional<char> infoDigit(std::string_view body);

}  // namespace partyline::sip
