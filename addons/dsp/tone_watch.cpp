#include "tone_watch.hpp"

#include <algorithm>
#include <cmath>

#include "block.hpp"
#include "cadence_matcher.hpp"
#include "greeting_watch.hpp"
#include "tone_phases.hpp"
#include "tone_spectrum.hpp"

namespace partyline::dsp {
namespace {

// Shorter silences are not told from none.
constexpr uint32_t kLeastSilence_ms = 60;
// A tone that goes on is told after this, and longer than any other of its frequencies sounds.
constexpr uint32_t kSureOfSteady_ms = 1000;
constexpr uint32_t kLongerThanOthers_ms = 150;

// Two frequencies nearer than that are heard as one that swells and fades.
constexpr float kBeating_hz = 30;

FrequencyPair pairOf(const ToneStretch& stretch) {
  const auto [a, b] = stretch.frequency_hz;
  if (b <= 0) return {a, 0};
  if (std::fabs(a - b) < kBeating_hz) return {(a + b) / 2, 0};
  return {std::min(a, b), std::max(a, b)};
}

// So near nobody can tell them apart. Of a variant it is not worth while: who listens for its frequencies beside the tone's own would hear
// now the one, now the other, as no exchange's are exact.
constexpr float kAlike = 0.01f, kAlikeOfVariant = 0.03f;

float apart(const FrequencyPair& a, const FrequencyPair& b) {
  const auto share = [](float x, float y) { return x == y ? 0 : std::fabs(x - y) / std::max(x, y); };
  return std::max(share(a[0], b[0]), share(a[1], b[1]));
}

// The place of what is as good as `pair`, which is added where there is none.
size_t placeIn(std::vector<FrequencyPair>& pairs, const FrequencyPair& pair, float alike) {
  const auto nearest = std::min_element(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) { return apart(a, pair) < apart(b, pair); });
  if (nearest != pairs.end() && apart(*nearest, pair) <= alike) return static_cast<size_t>(nearest - pairs.begin());
  pairs.push_back(pair);
  return pairs.size() - 1;
}

}  // namespace

class ToneWatch::Recognizer {
 public:
  explicit Recognizer(std::vector<ToneSpec> specs) : specs_(std::move(specs)) {
    std::vector<FrequencyPair> pairs;
    for (size_t tone = 0; tone < specs_.size(); ++tone) {
      const bool variant = placeOf(specs_[tone].tone) != tone;
      cadences_.push_back(cadenceOf(specs_[tone], pairs, variant ? kAlikeOfVariant : kAlike));
    }
    spectrum_ = std::make_unique<ToneSpectrum>(pairs);
    for (size_t tone = 0; tone < specs_.size(); ++tone) {
      for (size_t first = 0; first < cadences_[tone].size(); ++first) {
        matchers_.push_back({placeOf(specs_[tone].tone), CadenceMatcher(cadences_[tone], first, sureOfSteady(cadences_[tone][first].pair))});
      }
    }
    const auto greeting = std::find_if(specs_.begin(), specs_.end(), [](const ToneSpec& spec) { return spec.greeting; });
    if (greeting != specs_.end()) greeting_ = std::make_unique<GreetingWatch>();
    greeting_tone_ = static_cast<size_t>(greeting - specs_.begin());
  }

  ToneChanges process(const int16_t* samples) noexcept {
    ToneChanges changes;
    const int told = tone();
    for (size_t at = 0; at < kBlockSamples; at += ToneSpectrum::kHopSamples) takeFrame(spectrum_->take(samples + at));
    if (tone() != told) {
      if (told >= 0) changes.add({static_cast<size_t>(told), false});
      if (tone() >= 0) changes.add({static_cast<size_t>(tone()), true});
    }
    if (greeting_ && greeting_->process(samples) != greeted_) {
      greeted_ = !greeted_;
      changes.add({greeting_tone_, greeted_});
    }
    return changes;
  }

  const std::string& name(size_t tone) const noexcept { return specs_[tone].tone; }

 private:
  struct Matcher {
    size_t tone;
    CadenceMatcher cadence;
  };

  size_t placeOf(const std::string& tone) const {
    return static_cast<size_t>(std::find_if(specs_.begin(), specs_.end(), [&](const ToneSpec& spec) { return spec.tone == tone; }) - specs_.begin());
  }

  static std::vector<CadenceStretch> cadenceOf(const ToneSpec& spec, std::vector<FrequencyPair>& pairs, float alike) {
    std::vector<CadenceStretch> cadence;
    for (const ToneStretch& stretch : spec.cadence) {
      const auto pair = static_cast<int>(placeIn(pairs, pairOf(stretch), alike));
      const uint32_t off_ms = stretch.off_ms < kLeastSilence_ms ? 0 : stretch.off_ms;
      cadence.push_back({pair, stretch.on_ms + (off_ms == 0 ? stretch.off_ms : 0), off_ms});
    }
    // The last one with nothing after it goes on for ever, unless others come before it, of which it may be the end of a round.
    if (cadence.size() == 1 && cadence[0].off_ms == 0) cadence[0].on_ms = 0;
    return cadence;
  }

  uint32_t sureOfSteady(int pair) const {
    uint32_t longest_ms = 0;
    for (const auto& cadence : cadences_) {
      for (const auto& stretch : cadence) longest_ms = std::max(longest_ms, stretch.pair == pair ? stretch.on_ms : 0);
    }
    return std::max(kSureOfSteady_ms, longest_ms + longest_ms / 10 + kLongerThanOthers_ms);
  }

  void takeFrame(ToneFrame frame) noexcept {
    const bool ended = phases_.take(frame);
    for (Matcher& matcher : matchers_) {
      if (ended) matcher.cadence.ended(phases_.ended());
      matcher.cadence.goesOn(phases_.now());
    }
    if (tone() >= 0 && !heard().cadence.matches()) leave();
    if (tone() >= 0) {
      proven_ = heard().cadence.proven();
      return;
    }
    const auto found = std::find_if(matchers_.begin(), matchers_.end(), [](const Matcher& matcher) { return matcher.cadence.matches(); });
    heard_ = found == matchers_.end() ? -1 : static_cast<int>(found - matchers_.begin());
  }

  int tone() const noexcept { return heard_ < 0 ? -1 : static_cast<int>(heard().tone); }
  const Matcher& heard() const noexcept { return matchers_[static_cast<size_t>(heard_)]; }

  // A variant that has gone on for more than a round was the right one: what is over is over, though another one may be silent for longer.
  void leave() noexcept {
    for (Matcher& matcher : matchers_) {
      if (proven_ && matcher.tone == heard().tone && !matcher.cadence.proven()) matcher.cadence.forget();
    }
    heard_ = -1;
    proven_ = false;
  }

  std::vector<ToneSpec> specs_;
  std::unique_ptr<ToneSpectrum> spectrum_;
  TonePhases phases_;
  std::vector<std::vector<CadenceStretch>> cadences_;
  std::vector<Matcher> matchers_;
  int heard_ = -1;       // place of a matcher
  bool proven_ = false;  // that one, in the frame before
  std::unique_ptr<GreetingWatch> greeting_;
  size_t greeting_tone_ = 0;
  bool greeted_ = false;
};

ToneWatch::ToneWatch(std::vector<ToneSpec> specs) : recognizer_(std::make_unique<Recognizer>(std::move(specs))) {}
ToneWatch::~ToneWatch() = default;

ToneChanges ToneWatch::process(const int16_t* samples) noexcept { return recognizer_->process(samples); }
const std::string& ToneWatch::name(size_t tone) const noexcept { return recognizer_->name(tone); }

}  // namespace partyline::dsp
