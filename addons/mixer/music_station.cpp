#include "music_station.hpp"

#include <algorithm>

namespace partyline::mixer {

constexpr int kBufferedFrames = 50;  // a second: what the disk may be late

MusicStation::MusicStation(std::vector<std::string> paths, int rate)
    : rate_(rate), ring_(static_cast<size_t>(frameSamples(rate)) * kBufferedFrames), source_(std::move(paths), rate) {}

const int16_t* MusicStation::frame(uint64_t tick) noexcept {
  if (tick == frame_tick_) return frame_;
  frame_tick_ = tick;
  start();
  const auto samples = static_cast<size_t>(frameSamples(rate_));
  const size_t got = ring_.read(frame_, samples);
  std::fill(frame_ + got, frame_ + samples, static_cast<int16_t>(0));
  return frame_;
}

void MusicStation::fill() {
  if (!started()) return;
  const auto samples = static_cast<size_t>(frameSamples(rate_));
  int16_t block[kMaxFrameSamples];
  while (ring_.capacity() - ring_.size() >= samples) {
    source_.frame(block);
    ring_.write(block, samples);
  }
}

}  // namespace partyline::mixer
