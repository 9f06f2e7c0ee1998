#include "seat_meter.hpp"

#include <algorithm>
#include <cmath>

#include "frame.hpp"

namespace partyline::mixer {
namespace {

constexpr float kFollowSpeech = 1.0f / 250;     // five seconds of words
constexpr float kPause = 0.025f;                // 16 dB below words (ITU-T P.56): a pause, which does not count
constexpr int kEnoughSpeech = 1000 / kFrameMs;  // a word says nothing yet

std::optional<float> known(float value, float unknown) noexcept {
  if (value == unknown) return std::nullopt;
  return value;
}

}  // namespace

void SeatMeter::observe(const float (&halves)[2], Received received, bool talking) noexcept {
  const float mean_square = (halves[0] + halves[1]) / 2;
  silent_ticks_ = mean_square > 0 ? 0 : silent_ticks_ + 1;
  heard_ = received == Received::audio;
  if (heard_) {
    noise_.observe(mean_square);
    followSpeech(mean_square, talking);
    amplitude_ = std::sqrt(halves[0]);
  }
  if (++ticks_ >= kPublishTicks) publish();
}

void SeatMeter::followSpeech(float mean_square, bool talking) noexcept {
  if (!talking || mean_square < speech_ * kPause) return;
  speech_frames_ = std::min(kEnoughSpeech, speech_frames_ + 1);
  speech_ += (mean_square - speech_) * std::max(kFollowSpeech, 1.0f / static_cast<float>(speech_frames_));
}

void SeatMeter::sent(const int16_t* frame, int samples) noexcept {
  const int half = samples / 2;
  if (heard_) echo_.received(amplitude_);
  for (int i = 0; i < 2; ++i) echo_.sent(std::sqrt(meanSquare({frame + i * half, half})));
}

void SeatMeter::reset() noexcept {
  noise_ = {};
  echo_ = {};
  speech_ = 0;
  speech_frames_ = 0;
  silent_ticks_ = 0;
  publish();
}

void SeatMeter::publish() noexcept {
  ticks_ = 0;
  const EchoFinder::Echo echo = echo_.find();
  noise_dbov_.store(noise_.known() ? dbov(noise_.meanSquare()) : kUnknown, std::memory_order_relaxed);
  speech_dbov_.store(speech_frames_ >= kEnoughSpeech ? dbov(speech_) : kUnknown, std::memory_order_relaxed);
  echo_db_.store(echo.gain > 0 ? 20 * std::log10(echo.gain) : kUnknown, std::memory_order_relaxed);
  echo_delay_ms_.store(echo.delay_ms, std::memory_order_relaxed);
  silent_ms_.store(silent_ticks_ * kFrameMs, std::memory_order_relaxed);
}

SeatFigures SeatMeter::figures() const noexcept {
  const auto get = [](const auto& value) { return value.load(std::memory_order_relaxed); };
  return {known(get(noise_dbov_), kUnknown), known(get(speech_dbov_), kUnknown), known(get(echo_db_), kUnknown), get(echo_delay_ms_), get(silent_ms_)};
}

}  // namespace partyline::mixer
