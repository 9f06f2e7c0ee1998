#include "cable_end.hpp"

#include <algorithm>

namespace partyline::simulator {

namespace {

// What a busy exchange would not take any more either.
constexpr size_t kMostFrames = 256;

}  // namespace

CableEnd::CableEnd(DigitalSpan& span, std::function<void()> changed) : span_(span), changed_(std::move(changed)) { span_.plugIn(this); }

CableEnd::~CableEnd() { span_.plugIn(nullptr); }

void CableEnd::frameReceived(const uint8_t* frame, size_t bytes) {
  if (frames_.size() < kMostFrames) frames_.emplace_back(frame, frame + bytes);
  changed_();
}

void CableEnd::alarmsChanged(uint32_t) { changed_(); }

size_t CableEnd::read(uint8_t* to, size_t capacity) {
  if (frames_.empty()) return 0;
  std::vector<uint8_t> frame = std::move(frames_.front());
  frames_.pop_front();
  frame.resize(std::min(frame.size() + pri::kCheckOctets, capacity));
  std::copy(frame.begin(), frame.end(), to);
  return frame.size();
}

void CableEnd::write(const uint8_t* frame, size_t bytes) {
  if (!span_.sendFrame(frame, bytes - pri::kCheckOctets)) {
    // Lost on a cut cable; Q.921 sends it again.
  }
}

}  // namespace partyline::simulator
