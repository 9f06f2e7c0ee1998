// Frames of the control board's link, as board/PROTOCOL.md section 1 says: written for the board alone, from the document.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace partyline::simulator {

using Bytes = std::vector<uint8_t>;

constexpr size_t kMaxPayloadBytes = 200;
constexpr size_t kMaxEncodedBytes = kMaxPayloadBytes + 5;

struct Frame {
  uint8_t type;
  uint8_t sequence;
  Bytes payload;
};

uint16_t crc16(const uint8_t* bytes, size_t count);

Bytes cobsEncode(const Bytes& plain);
// Nothing when the bytes can't have been encoded by COBS.
std::optional<Bytes> cobsDecode(const Bytes& encoded);

// The bytes on the wire, with their end.
Bytes encodeFrame(const Frame& frame);

// Cuts what is received into frames.
class FrameReader {
 public:
  enum class Damage { too_long, cobs, too_short, crc };
  struct Listener {
    std::function<void(const Frame&)> frame;
    std::function<void(Damage, size_t bytes)> damaged;
  };

  explicit FrameReader(Listener listener) : listener_(std::move(listener)) {}
  void take(const uint8_t* bytes, size_t count);

 private:
  void end();
  void decode();

  Listener listener_;
  Bytes pending_;
  size_t overlong_bytes_ = 0;   // of a frame that has become too long; 0: it has not
};

}  // namespace partyline::simulator
