#include "line_audio.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::lines {
namespace {

constexpr float kMostSample = 32767;

void amplify(int16_t* block, float gain) noexcept {
  if (gain == 1) return;
  for (size_t i = 0; i < dsp::kBlockSamples; i++) {
    block[i] = static_cast<int16_t>(std::lrintf(std::clamp(static_cast<float>(block[i]) * gain, -kMostSample, kMostSample)));
  }
}

void silence(int16_t* block) noexcept { std::fill_n(block, dsp::kBlockSamples, int16_t{0}); }

}  // namespace

LineAudio::LineAudio(Reporter reporter, std::unique_ptr<dsp::EchoCanceller> canceller) : reporter_(reporter), canceller_(std::move(canceller)) {}

void LineAudio::take(int16_t* block) noexcept {
  amplify(block, receive_gain_);
  if (canceller_ && cancel_ && port_) canceller_->process(block, sent_);
  if (muted_blocks_ > 0) {
    --muted_blocks_;
    silence(block);
  }
  received_level_.process(block, dsp::kBlockSamples);
  receive_dbm0_.store(received_level_.dbm0(), std::memory_order_relaxed);
  if (tones_) watchTones(block);
  if (caller_id_ && on_hook_) listenForCallerId(block);
  if (loopback_) std::copy_n(block, dsp::kBlockSamples, received_);
  if (port_) port_->fromLine(block);
}

void LineAudio::give(int16_t* block) noexcept {
  fill(block);
  amplify(block, transmit_gain_);
  sent_level_.process(block, dsp::kBlockSamples);
  transmit_dbm0_.store(sent_level_.dbm0(), std::memory_order_relaxed);
  std::copy_n(block, dsp::kBlockSamples, sent_);
}

// What the mixer has for the line is taken in any case: it would pile up.
void LineAudio::fill(int16_t* block) noexcept {
  if (port_) port_->toLine(block);
  if (message_) speak(block);
  else if (loopback_) std::copy_n(received_, dsp::kBlockSamples, block);
  else if (!port_) silence(block);
}

void LineAudio::speak(int16_t* block) noexcept {
  silence(block);
  if (pause_blocks_ > 0) {
    --pause_blocks_;
    return;
  }
  const size_t count = std::min(dsp::kBlockSamples, message_->size() - said_);
  std::copy_n(message_->begin() + static_cast<std::ptrdiff_t>(said_), count, block);
  said_ += count;
  if (said_ == message_->size()) message_ = nullptr;
}

void LineAudio::watchTones(const int16_t* block) noexcept {
  for (const dsp::ToneChange& change : tones_->process(block)) {
    Report report;
    report.kind = Report::Kind::tone;
    report.on = change.on;
    report.watch = tones_.get();
    report.tone = change.tone;
    reporter_.tell(report);
  }
}

void LineAudio::listenForCallerId(const int16_t* block) noexcept {
  if (!caller_id_->process(block)) return;
  Report report;
  report.kind = Report::Kind::caller_id;
  report.caller_id = caller_id_->heard();
  reporter_.tell(report);
}

void LineAudio::forgetSent() noexcept { silence(sent_); }

void LineAudio::rest() noexcept {
  received_level_ = sent_level_ = {};
  receive_dbm0_.store(dsp::kSilenceDbm0, std::memory_order_relaxed);
  transmit_dbm0_.store(dsp::kSilenceDbm0, std::memory_order_relaxed);
}

void LineAudio::swapPort(std::shared_ptr<LinePort>& port) noexcept {
  std::swap(port_, port);
  forgetSent();
  if (canceller_ && port_) canceller_->restart();
}

void LineAudio::setBulkDelay(float ms) noexcept {
  if (canceller_) canceller_->setBulkDelay(ms);
}

void LineAudio::say(const std::vector<int16_t>* message, size_t pause_blocks) noexcept {
  message_ = message;
  said_ = 0;
  pause_blocks_ = pause_blocks;
}

LineStats LineAudio::stats() const noexcept {
  LineStats stats;
  stats.receive_dbm0 = receive_dbm0_.load(std::memory_order_relaxed);
  stats.transmit_dbm0 = transmit_dbm0_.load(std::memory_order_relaxed);
  stats.overruns = overruns_.load(std::memory_order_relaxed);
  stats.underruns = underruns_.load(std::memory_order_relaxed);
  if (!canceller_) return stats;
  const dsp::EchoFigures echo = canceller_->figures();
  stats.echo_measured = echo.measured;
  stats.echo_return_loss_db = echo.return_loss_db;
  stats.echo_return_loss_enhancement_db = echo.return_loss_enhancement_db;
  return stats;
}

}  // namespace partyline::lines
