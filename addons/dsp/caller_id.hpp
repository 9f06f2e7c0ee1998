// Caller ID on analog lines: Bell 202 (Telcordia GR-30, SDMF and MDMF), V.23 (ETSI EN 300 659-1) and DTMF (ETSI EN 300 659-1 annex B).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace partyline::dsp {

enum class CallerIdKind : uint8_t { bell202, v23, dtmf };

// Short text in place, so that nothing is allocated: valid UTF-8 without control characters.
template <size_t kBytes>
class FixedText {
 public:
  // False: it does not fit, nothing was added.
  bool add(std::string_view text) noexcept {
    if (text.size() > kBytes - size_) return false;
    for (const char byte : text) bytes_[size_++] = byte;
    return true;
  }
  std::string_view view() const noexcept { return {bytes_, size_}; }

 private:
  char bytes_[kBytes] = {};
  size_t size_ = 0;
};

struct CallerId {
  FixedText<32> number;  // digits, * and #, or + and digits; empty when withheld or not known
  FixedText<96> name;
  bool withheld = false;
};

class CallerIdReceiver {
 public:
  // Allocates here and never again. Listens for all the kinds at once.
  explicit CallerIdReceiver(const std::vector<CallerIdKind>& kinds);
  ~CallerIdReceiver();

  // One thread. kBlockSamples samples of what comes from the line while it is on hook. True: a whole message has been heard.
  bool process(const int16_t* samples) noexcept;
  // The newest that was heard.
  const CallerId& heard() const noexcept;

 private:
  class Decoder;
  std::unique_ptr<Decoder> decoder_;
};

struct CallerIdMessage {
  std::string number;  // digits, *, # and +; empty: withheld
  std::string name;    // UTF-8; what has no place in the kind's alphabet is left out
  std::string time;    // local, MMDDHHMM; empty: none is sent
};

// Control thread: allocates. What a handset is to hear between the first two rings, 8 kHz. Empty where the kind can't say the message.
std::vector<int16_t> callerIdSamples(CallerIdKind kind, const CallerIdMessage& message);

}  // namespace partyline::dsp
