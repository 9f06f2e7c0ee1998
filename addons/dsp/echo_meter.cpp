#include "echo_meter.hpp"

#include <algorithm>
#include <cmath>

#include "block.hpp"
#include "level_meter.hpp"

namespace partyline::dsp {
namespace {

constexpr float kLoudSentDbm0 = -35, kLoudReceivedDbm0 = -55;
constexpr float kSmoothing = 0.02f;
constexpr int kEnoughBlocks = 25;

float meanSquare(const int16_t* samples) noexcept {
  float sum = 0;
  for (size_t i = 0; i < kBlockSamples; ++i) sum += static_cast<float>(samples[i]) * samples[i];
  return sum / kBlockSamples;
}

float ratio_db(float a, float b) noexcept { return 10 * std::log10(std::max(a, 1.0f) / std::max(b, 1.0f)); }

}  // namespace

void EchoMeter::take(const int16_t* received, const int16_t* left, const int16_t* sent) noexcept {
  received_ = meanSquare(received);
  left_ = meanSquare(left);
  sent_ = meanSquare(sent);
}

bool EchoMeter::loud() const noexcept { return sent_ > meanSquareOf(kLoudSentDbm0) && received_ > meanSquareOf(kLoudReceivedDbm0); }

void EchoMeter::learn() noexcept {
  if (!loud()) return;
  mean_received_ += (received_ - mean_received_) * kSmoothing;
  mean_left_ += (left_ - mean_left_) * kSmoothing;
  mean_sent_ += (sent_ - mean_sent_) * kSmoothing;
  if (++learnt_blocks_ >= kEnoughBlocks) tell();
}

void EchoMeter::tell() noexcept {
  return_loss_db_.store(ratio_db(mean_sent_, mean_received_), std::memory_order_relaxed);
  enhancement_db_.store(ratio_db(mean_received_, mean_left_), std::memory_order_relaxed);
  measured_.store(true, std::memory_order_relaxed);
}

void EchoMeter::restart() noexcept {
  mean_received_ = mean_left_ = mean_sent_ = 0;
  learnt_blocks_ = 0;
  measured_.store(false, std::memory_order_relaxed);
}

EchoFigures EchoMeter::figures() const noexcept {
  EchoFigures figures;
  figures.measured = measured_.load(std::memory_order_relaxed);
  figures.return_loss_db = return_loss_db_.load(std::memory_order_relaxed);
  figures.return_loss_enhancement_db = enhancement_db_.load(std::memory_order_relaxed);
  return figures;
}

}  // namespace partyline::dsp
