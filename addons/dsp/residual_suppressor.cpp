#include "residual_suppressor.hpp"

#include <algorithm>
#include <cmath>

#include "level_meter.hpp"

namespace partyline::dsp {
namespace {

// An echo below that is none.
constexpr float kLeastEchoDbm0 = -60;
// An echo goes on in the next cells, each so much weaker.
constexpr float kEchoDecay = 0.9f;
// Until the filter has learnt, anything that may be an echo is taken for one: the loudest that was sent within the longest delay, at a
// return loss of 6 dB. It is not waited for an echo that does not come.
constexpr float kLeastReturnLoss = 0.25f;
constexpr float kSentDecay = 0.6f;
// What was sent no louder comes back as nothing: what is heard now is the line's own.
constexpr float kNoEchoOfDbm0 = -55;
constexpr float kLearntDb = -6;
constexpr int kMostUnlearntBlocks = 100;
constexpr float kAudibleDbm0 = -45;

constexpr float kLeastLeakDb = -40;
// Three in four cells of echo alone leave more than the leak.
constexpr float kLeakUpDb = 0.075f, kLeakDownDb = 0.225f;
// Few leave more than the leak and this; that much is speech. It may also be a path that changed: the leak follows, slowly.
constexpr float kSpeechOverLeakDb = 17;
// While the filter has learnt little, who speaks must be louder than the echo; later never so much.
constexpr float kUnlearntThresholdDb = 3, kMostThresholdDb = -1;
constexpr float kSpeechLeakUpDb = 0.004f;
// From a little below the threshold to well above, the way opens more and more.
constexpr float kOpensBelowDb = 3, kOpeningDb = 9;
// Speech has gaps: 70 ms till it is closed again.
constexpr float kClosesPerCell = 0.07f;
constexpr float kOpenPerSample = 1.0f / 16, kClosePerSample = 1.0f / 160;

template <typename Sample>
float energyOf(const Sample* samples, size_t count) noexcept {
  float sum = 0;
  for (size_t i = 0; i < count; ++i) sum += static_cast<float>(samples[i]) * static_cast<float>(samples[i]);
  return sum / static_cast<float>(count);
}

}  // namespace

void ResidualSuppressor::process(int16_t* left, const float* echo, const int16_t* sent) noexcept {
  hear(sent);
  echo_alone_ = true;
  echo_and_speech_ = false;
  for (size_t at = 0; at < kBlockSamples; at += kCellSamples) {
    const float echo_energy = echoOf(echo + at);
    const bool audible = echo_energy > meanSquareOf(kLeastEchoDbm0);
    if (sent_ < meanSquareOf(kNoEchoOfDbm0)) noise_.learn(left + at, kCellSamples);
    const float wanted = audible ? opening(10 * std::log10((energyOf(left + at, kCellSamples) + 1) / echo_energy)) : 1;
    echo_alone_ = echo_alone_ && audible && wanted == 0;
    echo_and_speech_ = echo_and_speech_ || (audible && wanted == 1);
    weigh(left + at, wanted);
  }
}

void ResidualSuppressor::restart() noexcept {
  leak_db_ = 0;
  unlearnt_blocks_ = 0;
  open_ = 0;
}

void ResidualSuppressor::hear(const int16_t* sent) noexcept {
  const float energy = energyOf(sent, kBlockSamples);
  sent_ = std::max(energy, sent_ * kSentDecay);
  if (leak_db_ < kLearntDb) unlearnt_blocks_ = kMostUnlearntBlocks;
  else if (energy > meanSquareOf(kAudibleDbm0)) unlearnt_blocks_ = std::min(unlearnt_blocks_ + 1, kMostUnlearntBlocks);
}

float ResidualSuppressor::echoOf(const float* taken_away) noexcept {
  echo_ = std::max(energyOf(taken_away, kCellSamples), echo_ * kEchoDecay);
  return unlearnt_blocks_ < kMostUnlearntBlocks ? std::max(echo_, sent_ * kLeastReturnLoss) : echo_;
}

float ResidualSuppressor::opening(float over_echo_db) noexcept {
  const float threshold_db = std::min(leak_db_ + kSpeechOverLeakDb, leak_db_ < kLearntDb ? kMostThresholdDb : kUnlearntThresholdDb);
  learn(over_echo_db, threshold_db);
  const float now = std::clamp((over_echo_db - threshold_db + kOpensBelowDb) / kOpeningDb, 0.0f, 1.0f);
  open_ = std::max(now, open_ - kClosesPerCell);
  return std::max(open_, 0.0f);
}

void ResidualSuppressor::learn(float over_echo_db, float threshold_db) noexcept {
  if (over_echo_db > threshold_db) leak_db_ += kSpeechLeakUpDb;
  else leak_db_ += over_echo_db > leak_db_ ? kLeakUpDb : -kLeakDownDb;
  leak_db_ = std::clamp(leak_db_, kLeastLeakDb, 0.0f);
}

void ResidualSuppressor::weigh(int16_t* left, float wanted) noexcept {
  for (size_t i = 0; i < kCellSamples; ++i) {
    gain_ += std::clamp(wanted - gain_, -kClosePerSample, kOpenPerSample);
    const float filling = std::sqrt(1 - gain_ * gain_) * noise_.next();
    left[i] = static_cast<int16_t>(std::lrint(std::clamp(gain_ * left[i] + filling, -32768.0f, 32767.0f)));
  }
}

}  // namespace partyline::dsp
