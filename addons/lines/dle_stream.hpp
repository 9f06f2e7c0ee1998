// A modem's voice stream (ITU-T V.253 6): bytes of audio in which DLE begins a code, and is doubled where it is audio itself.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::lines {

constexpr uint8_t kDle = 0x10;
constexpr char kEtx = 0x03;

// Parts what comes from a modem into audio and codes.
class DleParser {
 public:
  // Calls `audio(byte)` and `code(char)` in order.
  template <typename Audio, typename Code>
  void take(uint8_t byte, Audio audio, Code code) noexcept {
    constexpr uint8_t kTwoDles = 0x1a;
    if (!escaped_) {
      if (byte == kDle) escaped_ = true;
      else audio(byte);
      return;
    }
    escaped_ = false;
    if (byte == kDle || byte == kTwoDles) audio(kDle);
    if (byte == kTwoDles) audio(kDle);
    if (byte != kDle && byte != kTwoDles) code(static_cast<char>(byte & 0x7f));
  }

 private:
  bool escaped_ = false;
};

// `out` has room for twice `count`. Answers how many bytes it has become.
inline size_t stuff(uint8_t* out, const uint8_t* in, size_t count) noexcept {
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    out[length++] = in[i];
    if (in[i] == kDle) out[length++] = kDle;
  }
  return length;
}

// Key presses among a modem's codes. Some modems repeat the code while the key is held; others put '/' and '~' around it.
class ModemKeys {
 public:
  static constexpr bool isKey(char code) noexcept {
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'D') || code == '*' || code == '#';
  }
  static constexpr bool isMark(char code) noexcept { return code == kBegins || code == kEnds; }

  // A key or a mark, so many samples of audio after the beginning of the stream. True: a key press that is to be told.
  bool take(char code, uint64_t at_samples) noexcept {
    if (isMark(code)) {
      held_ = code == kBegins;
      key_ = 0;
      return false;
    }
    const bool same = code == key_ && (held_ || at_samples - last_samples_ < kSameSamples);
    key_ = code;
    last_samples_ = at_samples;
    return !same;
  }
  // A tone sounds, or did a moment ago.
  bool sounds(uint64_t at_samples) const noexcept { return held_ || (key_ != 0 && at_samples - last_samples_ < kSameSamples); }

 private:
  static constexpr char kBegins = '/', kEnds = '~';
  // Nobody presses a key again within 80 ms (ITU-T Q.24: 40 ms of tone and 40 ms of pause at least).
  static constexpr uint64_t kSameSamples = 80 * 8;
  char key_ = 0;
  bool held_ = false;
  uint64_t last_samples_ = 0;
};

}  // namespace partyline::lines
