// Finds DTMF in a seat's audio (in-band digits) and keeps it from the room: the audio comes out one frame later, and silent
// from the first evidence of a digit till the digit's end.
#pragma once
#include <array>
#include <memory>

#include "converter.hpp"
#include "dial_tone_filter.hpp"
#include "tone_pair.hpp"

namespace partyline::mixer {

enum class DialTone { absent, filtered };

class DigitDetector {
 public:
  // Control thread: allocates. A line may still hear its dial tone while digits come; a SIP call never does.
  explicit DigitDetector(int rate, DialTone dial_tone = DialTone::absent);
  // Audio thread. Takes a frame, with what it is, and puts the one before it in its place; false: nothing to hear.
  bool process(int16_t* frame, Received received) noexcept;
  // A digit that is known to have ended in the last frame, or 0.
  char ended() const noexcept { return ended_; }
  uint32_t duration_ms() const noexcept { return ended_samples_ / kSamplesPerMs; }
  bool hearsTone() const noexcept { return quiet_frames_ == 0; }

 private:
  static constexpr uint32_t kSamplesPerMs = 8;
  static constexpr int kCellSamples = 20;
  static constexpr size_t kCells = 32;

  void takeBlock(char key) noexcept;
  void change(char key) noexcept;
  void press(char digit, uint32_t pause_samples) noexcept;
  void release(uint32_t tone_samples) noexcept;
  bool goesOn(char digit, uint32_t pause_samples) const noexcept;
  void tell() noexcept;
  void listen(const int16_t* in) noexcept;
  void detect(const int16_t* in) noexcept;
  void takeCell(const int16_t* cell) noexcept;
  float loudest(size_t cells) const noexcept;
  int longestRun(bool loud) const noexcept;

  int rate_;
  TonePair tones_;
  std::unique_ptr<Converter> decimator_;
  std::unique_ptr<DialToneFilter> filter_;
  int16_t delayed_[kMaxFrameSamples] = {};
  bool has_delayed_ = false;
  int quiet_frames_ = 100;   // since the last evidence of a tone

  // The newest energies, a ring: finer than the blocks in which tones are found.
  std::array<float, kCells> cells_{};
  size_t newest_cell_ = 0;

  char newest_block_ = 0;
  uint32_t since_change_ = 0;
  char digit_ = 0;           // pressed, or released so lately that it may go on
  bool down_ = false;
  uint32_t digit_samples_ = 0;
  int tone_cells_ = 0;
  float tone_energy_ = 0;
  int released_frames_ = 0;
  char ended_ = 0;
  uint32_t ended_samples_ = 0;
};

}  // namespace partyline::mixer
