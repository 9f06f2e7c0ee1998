#include "recording_feed.hpp"

#include <algorithm>

namespace partyline::mixer {

bool Tap::record(const int16_t* samples) noexcept {
  RecordingFeed::Frame frame;
  frame.number = number_++;
  if (samples) std::copy_n(samples, kRecordingFrame, frame.samples);
  else std::fill_n(frame.samples, kRecordingFrame, static_cast<int16_t>(0));
  return feed_->ring.push(frame);
}

}  // namespace partyline::mixer
