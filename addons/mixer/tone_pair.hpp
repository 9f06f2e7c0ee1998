// Decides, block by block, which key of DTMF the audio is.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace partyline::mixer {

// Audio thread. 8 kHz.
class TonePair {
 public:
  // Short enough to see a tone of 40 ms in two blocks, long enough to tell neighbouring keys and what is 3.5 % off.
  static constexpr int kBlockSamples = 102;

  // Takes a sample; true: a block is complete, and `key` is the key that it was, or 0.
  bool take(int16_t sample) noexcept;
  char key() const noexcept { return key_; }

 private:
  // Rows first, then columns.
  static constexpr size_t kTones = 8;

  char decide() const noexcept;
  float power(size_t tone) const noexcept;

  // Goertzel's filters, one for each tone: the newest value of each, and the one before.
  std::array<float, kTones> last_{}, before_{};
  float energy_ = 0;
  int count_ = 0;
  char key_ = 0;
};

}  // namespace partyline::mixer
