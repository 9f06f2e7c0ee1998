#include "echo_finder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace partyline::mixer {
namespace {

constexpr float kLoudEnough = 0.005f;      // -46 dBov: an echo of less is not heard
constexpr float kFollowLevel = 0.002f;     // some five seconds of speech
constexpr float kOwnSpeech = 0.8f;         // of the level sent: what is louder is no echo of it
constexpr int kOwnSpeechTicks = 15;       // words have quiet parts
constexpr int kMemory = 500;               // ticks: ten seconds of being spoken to
constexpr int kEnough = 250;
// Chance keeps the correlation of a hundred independent syllables below 0.4; an echo with the phone's own noise has 0.8 and more.
constexpr float kSure = 0.6f;
constexpr float kStillSure = 0.4f;         // of one that was found: its phone's user speaks too
constexpr float kAboveOthers = 0.25f;      // and it has one delay, not all of them
constexpr float kLeastGain = 0.003f;       // -50 dB
constexpr float kLeastVariance = 1e-9f;    // of what is sent: a steady tone shows nothing

}  // namespace

void EchoFinder::received(float amplitude) noexcept {
  if (amplitude > kOwnSpeech * sent_level_) own_speech_ticks_ = kOwnSpeechTicks;
  else if (own_speech_ticks_ > 0) --own_speech_ticks_;
  else if (spokenTo()) learn(amplitude);
}

void EchoFinder::sent(float amplitude) noexcept {
  quiet_blocks_ = amplitude > kLoudEnough ? 0 : std::min(kLags, quiet_blocks_ + 1);
  if (amplitude > kLoudEnough) sent_level_ += (amplitude - sent_level_) * (sent_level_ == 0 ? 1.0f : kFollowLevel);
  sent_[next_] = amplitude;
  next_ = (next_ + 1) % kLags;
}

bool EchoFinder::spokenTo() const noexcept { return quiet_blocks_ < kLags; }

// Means that forget, begun as plain ones. Place i of the ring is the same delay only until the ring turns: sorted by delay first.
void EchoFinder::learn(float amplitude) noexcept {
  learnt_ = std::min(kMemory, learnt_ + 1);
  const float weight = 1.0f / static_cast<float>(learnt_);
  float delayed[kLags];
  std::reverse_copy(sent_, sent_ + next_, delayed);
  std::reverse_copy(sent_ + next_, sent_ + kLags, delayed + next_);
  const float own = amplitude - own_mean_;
  own_mean_ += weight * own;
  own_variance_ += weight * ((1 - weight) * own * own - own_variance_);
  for (int lag = 0; lag < kLags; ++lag) {
    const float other = delayed[lag] - mean_[lag];
    mean_[lag] += weight * other;
    variance_[lag] += weight * ((1 - weight) * other * other - variance_[lag]);
    covariance_[lag] += weight * ((1 - weight) * own * other - covariance_[lag]);
  }
}

EchoFinder::Echo EchoFinder::find() noexcept {
  if (learnt_ < kEnough || own_variance_ <= 0) return {};
  int best = 0;
  float most = 0, sum = 0;
  for (int lag = 0; lag < kLags; ++lag) {
    if (variance_[lag] < kLeastVariance) continue;
    const float correlation = covariance_[lag] / std::sqrt(own_variance_ * variance_[lag]);
    sum += correlation;
    if (correlation > most) most = correlation, best = lag;
  }
  const float gain = variance_[best] > 0 ? covariance_[best] / variance_[best] : 0;
  found_ = gain >= kLeastGain && isSure(best, most, sum / kLags) ? best : -1;
  if (found_ < 0) return {};
  return {gain, (best + 1) * kBlockMs};
}

// The shortest delay is best where what is sent came from here: that is the other end's echo.
bool EchoFinder::isSure(int lag, float correlation, float mean) const noexcept {
  const bool still = found_ >= 0 && std::abs(lag - found_) <= 1;
  return lag > 0 && correlation >= (still ? kStillSure : kSure) && correlation - mean >= kAboveOthers;
}

}  // namespace partyline::mixer
