#include "digits.hpp"

#include <cstring>

namespace partyline::bench {
namespace {

constexpr int kPressSlots = 5;
constexpr int kEndPackets = 3;     // RFC 4733 2.5.1.4: the last packet is sent three times
constexpr int kPauseSlots = 5;
constexpr uint8_t kEndBit = 0x80;
constexpr uint8_t kVolume = 10;    // -10 dBm0

uint8_t eventCode(char digit) {
  const char* const all = "0123456789*#ABCD";
  const char* found = std::strchr(all, digit);
  return static_cast<uint8_t>(found == nullptr ? 0 : found - all);
}

}  // namespace

DigitPacket stepDigits(Call& call, int64_t now_ns) {
  if (call.digits.empty() || now_ns < call.digits_from_ns) return DigitPacket::none;
  const int step = call.digit_step++;
  const int packets = kPressSlots + kEndPackets - 1;
  if (step >= packets) {
    if (step < packets + kPauseSlots) return DigitPacket::none;
    call.digits.erase(0, 1);
    call.digit_step = 0;
    return DigitPacket::none;
  }
  const bool end = step >= kPressSlots - 1;
  const int slots = end ? kPressSlots : step + 1;
  const int duration = slots * facts(call.codec).rtp_clock_hz / kFramesPerS;
  call.digit_payload = {eventCode(call.digits.front()), static_cast<uint8_t>(kVolume | (end ? kEndBit : 0)),
                        static_cast<uint8_t>(duration >> 8), static_cast<uint8_t>(duration)};
  return step == 0 ? DigitPacket::first : DigitPacket::further;
}

}  // namespace partyline::bench
