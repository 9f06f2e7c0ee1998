#include "telephone.hpp"

#include <algorithm>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr int64_t kUnknownGapMs = 6500;  // longer than the pause between two rings of any country
constexpr int64_t kGapMarginMs = 1000;

bool isSilent(const Block& block) { return std::all_of(block.begin(), block.end(), [](int16_t sample) { return sample == 0; }); }

}  // namespace

Telephone::Telephone(TelephoneParts parts)
    : parts_(std::move(parts)), pulses_(parts_.clock, parts_.feed), flash_(parts_.clock), voice_(parts_.speech), reader_([this](const CallerId& id) { show(id); }),
      bell_(parts_.clock), longest_gap_ms_(kUnknownGapMs) {
  parts_.feed.attach(this);
}

Telephone::~Telephone() { parts_.feed.attach(nullptr); }

bool Telephone::lift() {
  if (off_hook_) return false;
  off_hook_ = true;
  ringing_ = false;
  bell_.stop();
  parts_.feed.setLoop(true);
  parts_.changed();
  return true;
}

bool Telephone::hangUp() {
  if (!off_hook_) return false;
  off_hook_ = false;
  display_.clear();
  flash_.stop();
  parts_.feed.setLoop(false);
  endDialling(false);
  parts_.changed();
  return true;
}

bool Telephone::flash(int ms) {
  if (!off_hook_ || isDialling()) return false;
  parts_.feed.setLoop(false);
  flash_.start(ms, [this] { parts_.feed.setLoop(true); });
  return true;
}

bool Telephone::pressKeys(const std::string& keys, KeyTiming timing, Done done) {
  if (!off_hook_ || isDialling()) return false;
  dialled_ = std::move(done);
  keys_.press(keys, timing);
  return true;
}

bool Telephone::dialPulses(const std::string& digits, Done done) {
  if (!off_hook_ || isDialling()) return false;
  dialled_ = std::move(done);
  pulses_.dial(digits, PulseTiming{}, [this] { endDialling(true); });
  return true;
}

void Telephone::endDialling(bool complete) {
  keys_.stop();
  pulses_.stop();
  if (const Done done = std::exchange(dialled_, nullptr)) done(complete);
}

void Telephone::setVoice(bool on) {
  if (voice_on_ == on) return;
  voice_on_ = on;
  parts_.changed();
}

void Telephone::ringSignal(bool on) {
  if (off_hook_) return;
  const int64_t now_ms = parts_.clock.now_ms();
  if (!on) {
    burst_ended_ms_ = now_ms;
    return bell_.start(longest_gap_ms_, [this] { noMoreRinging(); });
  }
  if (ringing_ && bell_.isRunning()) longest_gap_ms_ = std::max(longest_gap_ms_ == kUnknownGapMs ? 0 : longest_gap_ms_, now_ms - burst_ended_ms_ + kGapMarginMs);
  bell_.stop();
  reader_.reset();
  if (std::exchange(ringing_, true)) return;
  parts_.changed();
}

void Telephone::noMoreRinging() {
  ringing_ = false;
  longest_gap_ms_ = kUnknownGapMs;
  display_.clear();
  parts_.changed();
}

void Telephone::show(const CallerId& id) {
  std::string shown = id.number.empty() ? "withheld" : id.number;
  if (!id.name.empty()) shown += " " + id.name;
  if (std::exchange(display_, shown) != shown) parts_.changed();
}

void Telephone::exchangeAudio(const Block& heard, Block& said) {
  if (!off_hook_ && !isSilent(heard)) reader_.take(heard);
  ear_.hear(off_hook_ ? heard : Block{}, parts_.clock.now_ms());
  if (!off_hook_) return;
  if (client_) client_->heard(heard);
  speak(said);
}

void Telephone::speak(Block& said) {
  if (voice_on_) voice_.addTo(said);
  if (!tone_.isSilent()) {
    for (int16_t& sample : said) sample = saturated(sample + tone_.next());
  }
  if (client_) client_->addSpeech(said);
  if (keys_.isIdle()) return;
  keys_.addTo(said);
  if (keys_.isIdle()) endDialling(true);
}

}  // namespace partyline::simulator
