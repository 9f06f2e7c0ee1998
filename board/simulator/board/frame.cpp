#include "frame.hpp"

namespace partyline::simulator {

namespace {

constexpr uint16_t kPolynomial = 0x1021;
constexpr size_t kHeadBytes = 2;
constexpr size_t kCrcBytes = 2;

}  // namespace

uint16_t crc16(const uint8_t* bytes, size_t count) {
  uint16_t crc = 0xffff;
  for (size_t i = 0; i < count; i++) {
    for (int bit = 7; bit >= 0; bit--) {
      const bool carry = ((crc >> 15) ^ (bytes[i] >> bit)) & 1;
      crc = static_cast<uint16_t>(crc << 1);
      if (carry) crc ^= kPolynomial;
    }
  }
  return crc;
}

Bytes cobsEncode(const Bytes& plain) {
  Bytes encoded;
  Bytes run;
  const auto flush = [&] {
    encoded.push_back(static_cast<uint8_t>(run.size() + 1));
    encoded.insert(encoded.end(), run.begin(), run.end());
    run.clear();
  };
  for (const uint8_t byte : plain) {
    if (byte == 0) flush();
    else run.push_back(byte);
  }
  flush();
  return encoded;
}

std::optional<Bytes> cobsDecode(const Bytes& encoded) {
  Bytes plain;
  for (size_t at = 0; at < encoded.size();) {
    const size_t code = encoded[at];
    if (code == 0 || at + code > encoded.size()) return std::nullopt;
    for (size_t i = at + 1; i < at + code; i++) {
      if (encoded[i] == 0) return std::nullopt;
      plain.push_back(encoded[i]);
    }
    at += code;
    if (at < encoded.size()) plain.push_back(0);
  }
  return plain;
}

Bytes encodeFrame(const Frame& frame) {
  Bytes plain{frame.type, frame.sequence};
  plain.insert(plain.end(), frame.payload.begin(), frame.payload.end());
  const uint16_t crc = crc16(plain.data(), plain.size());
  plain.push_back(static_cast<uint8_t>(crc >> 8));
  plain.push_back(static_cast<uint8_t>(crc));
  Bytes wire = cobsEncode(plain);
  wire.push_back(0);
  return wire;
}

void FrameReader::take(const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (bytes[i] == 0) {
      end();
    } else if (overlong_bytes_ > 0) {
      overlong_bytes_++;
    } else {
      pending_.push_back(bytes[i]);
      if (pending_.size() > kMaxEncodedBytes) overlong_bytes_ = pending_.size();
    }
  }
}

void FrameReader::end() {
  if (overlong_bytes_ > 0) listener_.damaged(Damage::too_long, overlong_bytes_);
  else if (!pending_.empty()) decode();
  overlong_bytes_ = 0;
  pending_.clear();
}

void FrameReader::decode() {
  const auto plain = cobsDecode(pending_);
  if (!plain) return listener_.damaged(Damage::cobs, pending_.size());
  if (plain->size() < kHeadBytes + kCrcBytes) return listener_.damaged(Damage::too_short, pending_.size());
  const size_t crc_at = plain->size() - kCrcBytes;
  const auto crc = static_cast<uint16_t>((*plain)[crc_at] << 8 | (*plain)[crc_at + 1]);
  if (crc != crc16(plain->data(), crc_at)) return listener_.damaged(Damage::crc, pending_.size());
  listener_.frame(Frame{(*plain)[0], (*plain)[1], Bytes(plain->begin() + kHeadBytes, plain->begin() + static_cast<long>(crc_at))});
}

}  // namespace partyline::simulator
