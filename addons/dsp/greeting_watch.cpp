#include "greeting_watch.hpp"

#include <algorithm>
#include <cmath>

namespace partyline::dsp {
namespace {

constexpr uint32_t kBlock_ms = kBlockSamples / kSamplesPerMs;

// The rule by which Asterisk's answering machine detection (amd.conf, as it is delivered) takes somebody for a person: words of 100 ms or
// more, 1500 ms of them at most, and 800 ms of silence then; here pauses between the words count too. Dialogic's boards wait for the end of a
// salutation as well (Voice API Programming Guide, call progress analysis: hello edge). Measured on Debian's recorded voices, at -20 dBm0
// with noise of -60 and at -30 with -50: of 1095 words and phrases of 0.25 to 1.2 s 95 % and 94 % are greetings, of 560 sentences and
// announcements longer than 2.5 s none; after 500 ms of silence some would be.
constexpr uint32_t kLeastVoice_ms = 100;
constexpr uint32_t kLongest_ms = 1800;
constexpr uint32_t kPause_ms = 800;
// Somebody who has said more than a greeting may say another one after a silence longer than those between the sentences of an announcement.
constexpr uint32_t kOver_ms = 2000;
// After the last digit exchanges click; Dialogic's boards do not listen for so long (start delay).
constexpr uint32_t kDeaf_ms = 250;
// 20 dB below the loudest is a pause: the noise of a place where somebody speaks.
constexpr float kPauseShare = 0.01f;

// One or two frequencies that stay as they are. What glides is a voice that has few others: "oo".
constexpr float kToneShare = 0.9f;
constexpr float kSteady = 0.012f, kGliding = 0.08f;
// No vowel stays as it is for so long.
constexpr uint32_t kTone_ms = 200;
// The mean deviation of the bands: of a steady noise or buzz 1 dB, of a word 2 to 7.
constexpr float kLeastChange_db = 2;

}  // namespace

bool GreetingWatch::process(const int16_t* samples) noexcept {
  const SoundFrame frame = spectrum_.take(samples);
  if (deaf_ms_ < kDeaf_ms) {
    deaf_ms_ += kBlock_ms;
    return false;
  }
  const Kind kind = kindOf(frame);
  if (kind == Kind::quiet) quiet();
  else sounds(frame, kind);
  tone_hz_ = {tone_hz_[1], kind == Kind::quiet ? 0 : frame.tone_hz};
  return greeted_;
}

GreetingWatch::Kind GreetingWatch::kindOf(const SoundFrame& frame) const noexcept {
  if (frame.quiet || frame.energy < kPauseShare * utterance_.loudest) return Kind::quiet;
  const bool goes_on = tone_hz_[0] > 0 && tone_hz_[1] > 0;
  const float change = std::fabs(frame.tone_hz - tone_hz_[0]) / frame.tone_hz;
  if (frame.tone_share >= kToneShare && goes_on && change < kSteady) return Kind::tone;
  if (!frame.even) return Kind::other;
  return frame.tone_share < kToneShare || (goes_on && change <= kGliding) ? Kind::voice : Kind::other;
}

void GreetingWatch::quiet() noexcept {
  tone_ms_ = 0;
  quiet_ms_ += kBlock_ms;
  if (quiet_ms_ >= kPause_ms && utterance_.ms > 0) {
    greeted_ = isGreeting();
    utterance_ = {};
  }
  if (quiet_ms_ >= kOver_ms) too_long_ = false;
}

void GreetingWatch::sounds(const SoundFrame& frame, Kind kind) noexcept {
  greeted_ = false;
  utterance_.ms += kBlock_ms + (utterance_.ms > 0 ? quiet_ms_ : 0);
  quiet_ms_ = 0;
  tone_ms_ = kind == Kind::tone ? tone_ms_ + kBlock_ms : 0;
  measure(frame, kind);
  if (utterance_.ms > kLongest_ms) too_long_ = true;
  // What came before a tone was no greeting, and ringing may be answered while it sounds.
  if (tone_ms_ >= kTone_ms) utterance_ = {};
}

void GreetingWatch::measure(const SoundFrame& frame, Kind kind) noexcept {
  utterance_.loudest = std::max(utterance_.loudest, frame.energy);
  if (kind == Kind::other) return;
  if (kind == Kind::voice) {
    utterance_.voice_ms += kBlock_ms;
    utterance_.periodic = utterance_.periodic || spectrum_.periodic();
  }
  ++utterance_.frames;
  for (size_t band = 0; band < SoundFrame::kBands; ++band) {
    utterance_.sums[band] += frame.band_db[band];
    utterance_.squares[band] += frame.band_db[band] * frame.band_db[band];
  }
}

bool GreetingWatch::isGreeting() const noexcept {
  return !too_long_ && utterance_.voice_ms >= kLeastVoice_ms && utterance_.periodic && change_db() >= kLeastChange_db;
}

float GreetingWatch::change_db() const noexcept {
  const auto frames = static_cast<float>(utterance_.frames);
  float sum = 0;
  for (size_t band = 0; band < SoundFrame::kBands; ++band) {
    const float mean = utterance_.sums[band] / frames;
    sum += std::sqrt(std::max(0.0f, utterance_.squares[band] / frames - mean * mean));
  }
  return sum / static_cast<float>(SoundFrame::kBands);
}

}  // namespace partyline::dsp
