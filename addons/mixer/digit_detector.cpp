#include "digit_detector.hpp"

#include <algorithm>
#include <utility>

namespace partyline::mixer {
namespace {

// A key is found by two blocks in a row: a tone of 23 ms, which is no key yet, may fill as many as one of 40 ms, and a gap of
// 20 ms, which does not end a press, may spoil as many as a pause of 40 ms, which does (ITU-T Q.24). Between them the cells decide.
constexpr uint32_t kBlockSamples = TonePair::kBlockSamples;
constexpr uint32_t kSurelyGap = 2 * kBlockSamples, kSurelyPause = 4 * kBlockSamples;
constexpr int kLeastCells = 12;   // 30 ms
constexpr float kQuieter = 1.0f / 8;
// A tone is found after two blocks of it, which are as many cells.
constexpr size_t kFoundCells = 10;
// After as many a press can't go on: they hold the longest gap.
constexpr int kReleasedFrames = 2;
constexpr int16_t kSilence[kMaxFrameSamples] = {};

}  // namespace

DigitDetector::DigitDetector(int rate, DialTone dial_tone) : rate_(rate) {
  if (rate_ != kRate8k) decimator_ = std::make_unique<Converter>(rate_, kRate8k);
  if (dial_tone == DialTone::filtered) filter_ = std::make_unique<DialToneFilter>();
}

// One block that differs from those before may be a slip of the audio; two that agree are a key.
void DigitDetector::takeBlock(char key) noexcept {
  since_change_ += kBlockSamples;
  const char now = down_ ? digit_ : char{0};
  if (key != now && newest_block_ != now) change(key == newest_block_ ? key : char{0});
  newest_block_ = key;
}

void DigitDetector::change(char key) noexcept {
  if (!down_ && key == 0) return;
  const uint32_t since = std::exchange(since_change_, 0);
  if (down_) release(since);
  if (key != 0) press(key, since);
}

void DigitDetector::press(char digit, uint32_t pause_samples) noexcept {
  if (goesOn(digit, pause_samples)) {
    digit_samples_ += pause_samples;
  } else {
    tell();
    digit_ = digit;
    tone_energy_ = loudest(kFoundCells);
  }
  down_ = true;
}

void DigitDetector::release(uint32_t tone_samples) noexcept {
  down_ = false;
  digit_samples_ += tone_samples;
  tone_cells_ += longestRun(true);
  released_frames_ = 0;
}

bool DigitDetector::goesOn(char digit, uint32_t pause_samples) const noexcept {
  if (digit != digit_ || pause_samples >= kSurelyPause) return false;
  return pause_samples <= kSurelyGap || longestRun(false) < kLeastCells;
}

// Something shorter than a press is forgotten.
void DigitDetector::tell() noexcept {
  if (digit_ != 0 && tone_cells_ >= kLeastCells) {
    ended_ = digit_;
    ended_samples_ = digit_samples_;
  }
  digit_ = 0;
  digit_samples_ = 0;
  tone_cells_ = 0;
}

float DigitDetector::loudest(size_t cells) const noexcept {
  float most = 0;
  for (size_t i = 0; i < cells; ++i) most = std::max(most, cells_[(newest_cell_ + kCells - i) % kCells]);
  return most;
}

int DigitDetector::longestRun(bool loud) const noexcept {
  int longest = 0, run = 0;
  for (size_t i = 1; i <= kCells; ++i) {
    run = (cells_[(newest_cell_ + i) % kCells] >= tone_energy_ * kQuieter) == loud ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

void DigitDetector::takeCell(const int16_t* cell) noexcept {
  float energy = 0;
  for (int i = 0; i < kCellSamples; ++i) energy += static_cast<float>(cell[i]) * cell[i];
  newest_cell_ = (newest_cell_ + 1) % kCells;
  cells_[newest_cell_] = energy;
  for (int i = 0; i < kCellSamples; ++i) {
    if (tones_.take(cell[i])) takeBlock(tones_.key());
  }
}

void DigitDetector::detect(const int16_t* in) noexcept {
  constexpr int kSamples = frameSamples(kRate8k);
  int16_t narrow_band[kSamples];
  if (decimator_) {
    decimator_->convert(narrow_band, in);
    in = narrow_band;
  }
  if (filter_) {
    filter_->run(narrow_band, in, kSamples);
    in = narrow_band;
  }
  for (int at = 0; at < kSamples; at += kCellSamples) takeCell(in + at);
}

void DigitDetector::listen(const int16_t* in) noexcept {
  detect(in);
  if (digit_ != 0 && !down_ && ++released_frames_ > kReleasedFrames) tell();
}

bool DigitDetector::process(int16_t* frame, Received received) noexcept {
  const int samples = frameSamples(rate_);
  ended_ = 0;
  // What is late or lost is neither tone nor pause: a press goes on where it was when audio comes again.
  if (received != Received::concealed) listen(received == Received::audio ? frame : kSilence);
  quiet_frames_ = down_ || newest_block_ != 0 ? 0 : quiet_frames_ + 1;
  std::swap_ranges(frame, frame + samples, delayed_);
  const bool had_delayed = has_delayed_;
  has_delayed_ = received != Received::nothing;
  // The frame that comes out is the one before: it is kept back when the tone is in it, in the next, or ends in it.
  return had_delayed && quiet_frames_ > 2;
}

}  // namespace partyline::mixer
