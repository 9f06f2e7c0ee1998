#include "digit_detector.hpp"

#include <algorithm>
#include <new>

namespace partyline::mixer {
namespace {

// ITU-T Q.24: twists of real networks; the level floor lies well below what a phone sends over a bad line.
constexpr int kTwistDb = 8, kReverseTwistDb = 4, kThresholdDbm0 = -42;
constexpr int16_t kSilence[kMaxFrameSamples] = {};

}  // namespace

DigitDetector::DigitDetector(int rate) : rate_(rate), state_(dtmf_rx_init(nullptr, nullptr, nullptr)) {
  if (!state_) throw std::bad_alloc();
  dtmf_rx_parms(state_.get(), false, kTwistDb, kReverseTwistDb, kThresholdDbm0);
  dtmf_rx_set_realtime_callback(state_.get(), onChange, this);
  if (rate_ != kRate8k) decimator_ = std::make_unique<Converter>(rate_, kRate8k);
}

void DigitDetector::onChange(void* self, int code, int, int) {
  static_cast<DigitDetector*>(self)->change(static_cast<char>(code));
}

void DigitDetector::change(char digit) noexcept {
  if (digit_ != 0) {
    ended_ = digit_;
    ended_frames_ = std::max(1u, digit_frames_);
  }
  digit_ = digit;
  digit_frames_ = 0;
}

void DigitDetector::detect(const int16_t* in) noexcept {
  int16_t narrow_band[frameSamples(kRate8k)];
  if (decimator_) {
    decimator_->convert(narrow_band, in);
    in = narrow_band;
  }
  dtmf_rx(state_.get(), in, frameSamples(kRate8k));
}

bool DigitDetector::process(int16_t* frame, bool present) noexcept {
  const int samples = frameSamples(rate_);
  ended_ = 0;
  detect(present ? frame : kSilence);
  if (digit_ != 0) ++digit_frames_;
  quiet_frames_ = dtmf_rx_status(state_.get()) != 0 ? 0 : quiet_frames_ + 1;
  std::swap_ranges(frame, frame + samples, delayed_);
  const bool had_delayed = has_delayed_;
  has_delayed_ = present;
  // The frame that comes out is the one before: it is kept back when the tone is in it, in the next, or ends in it.
  return had_delayed && quiet_frames_ > 2;
}

}  // namespace partyline::mixer
