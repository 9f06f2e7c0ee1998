#include "tone_detection.hpp"

#include <cerrno>
#include <utility>

namespace partyline::simulator {

ToneDetection::ToneDetection(HardwareDigits kind, std::function<void(int event)> queue)
    : kind_(kind), receiver_([this, queue = std::move(queue)](char digit, bool down) {
        key_down_ = down;
        queue((down ? DAHDI_EVENT_DTMFDOWN : DAHDI_EVENT_DTMFUP) | digit);
      }) {}

Reply ToneDetection::set(int how) {
  if (kind_ == HardwareDigits::none) return refuse(ENOTTY);
  reset();
  detects_ = how & DAHDI_TONEDETECT_ON;
  mutes_ = how & DAHDI_TONEDETECT_MUTE;
  return {};
}

void ToneDetection::reset() {
  detects_ = mutes_ = key_down_ = false;
  receiver_.reset();
}

void ToneDetection::take(Block& heard) {
  if (!detects_) return;
  receiver_.take(heard);
  if (mutes_ && key_down_) heard.fill(0);
}

}  // namespace partyline::simulator
