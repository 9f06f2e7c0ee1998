// A line's audio as the mixer's: between the line's clock and the mixer's there is an elastic ring each way.
#pragma once
#include "../dsp/block.hpp"
#include "../dsp/elastic_ring.hpp"
#include "../mixer/mixer.hpp"
#include "../rt/clock.hpp"

namespace partyline::lines {

// How far both threads together may be off: the delay each way is this, a block and half a block.
constexpr float kPortJitter_ms = 8;
constexpr float kMostWaiting_ms = 80;

class LinePort final : public mixer::AudioPort {
 public:
  // Audio thread.
  int rate_hz() const noexcept override { return dsp::kRate_hz; }
  mixer::Received read(int16_t* frame) noexcept override {
    return from_line_.read(frame, dsp::kBlockSamples, rt::now_ns()) ? mixer::Received::audio : mixer::Received::nothing;
  }
  void write(const int16_t* frame) noexcept override { to_line_.write(frame, dsp::kBlockSamples, rt::now_ns()); }

  // Line thread; blocks.
  void fromLine(const int16_t* block) noexcept { from_line_.write(block, dsp::kBlockSamples, rt::now_ns()); }
  void toLine(int16_t* block) noexcept { to_line_.read(block, dsp::kBlockSamples, rt::now_ns()); }
  // The mixer follows this line's clock.
  void setClocksEqual(bool equal) noexcept {
    from_line_.setRatioFixed(equal);
    to_line_.setRatioFixed(equal);
  }

  // Any thread.
  dsp::ElasticRingStats fromLineStats() const noexcept { return from_line_.stats(); }
  dsp::ElasticRingStats toLineStats() const noexcept { return to_line_.stats(); }

 private:
  static_assert(dsp::kBlockSamples * 1000 == static_cast<size_t>(dsp::kRate_hz) * mixer::kFrameMs, "a block is a frame");
  dsp::ElasticRing from_line_{{kPortJitter_ms, kMostWaiting_ms}};
  dsp::ElasticRing to_line_{{kPortJitter_ms, kMostWaiting_ms}};
};

}  // namespace partyline::lines
