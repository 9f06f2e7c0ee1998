#include "q931_frame.hpp"

#include "frame_port.hpp"

namespace partyline::pri {

namespace {

constexpr uint8_t kProtocol = 0x08;   // Q.931 4.2
constexpr uint8_t kProgress = 0x1E;   // table 4-3
constexpr uint8_t kInband = 8;        // 4.5.23

struct Octets {
  const uint8_t* data;
  size_t size;
  uint8_t operator[](size_t at) const { return at < size ? data[at] : 0; }
  Octets from(size_t at) const { return at < size ? Octets{data + at, size - at} : Octets{data, 0}; }
};

// Q.921 3.2: two octets of control in information frames, one in unnumbered information; others carry nothing.
size_t linkHeader(const Octets& frame) {
  const bool information = (frame[2] & 0x01) == 0;
  const bool unnumbered_information = (frame[2] & 0xEF) == 0x03;
  if (information) return 4;
  return unnumbered_information ? 3 : frame.size;
}

bool saysTones(const Octets& elements) {
  size_t at = 0;
  while (at + 1 < elements.size) {
    const bool one_octet = (elements[at] & 0x80) != 0;
    const size_t length = one_octet ? 0 : elements[at + 1];
    if (elements[at] == kProgress && length >= 2 && (elements[at + 3] & 0x7F) == kInband) return true;
    at += one_octet ? 1 : 2 + length;
  }
  return false;
}

}  // namespace

Q931Message messageIn(const uint8_t* frame, size_t bytes) {
  const Octets whole{frame, bytes > kCheckOctets ? bytes - kCheckOctets : 0};
  const Octets message = whole.from(linkHeader(whole));
  constexpr size_t kReferenceOctets = 2;   // as on every primary rate interface
  if (message.size < 3 + kReferenceOctets || message[0] != kProtocol || message[1] != kReferenceOctets) return {};
  const int reference = message[2] << 8 | message[3];
  return {message[4], reference, saysTones(message.from(5))};
}

}  // namespace partyline::pri
