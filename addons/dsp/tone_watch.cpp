#include "tone_watch.hpp"

#include <algorithm>
#include <cmath>

#include "block.hpp"
#include "cadence_matcher.hpp"
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

// Within a percent nobody can tell them apart.
bool alike(const FrequencyPair& a, const FrequencyPair& b) {
  const auto near = [](float x, float y) { return std::fabs(x - y) <= 0.01f * x; };
  return near(a[0], b[0]) && near(a[1], b[1]);
}

size_t placeOf(const FrequencyPair& pair, const std::vector<FrequencyPair>& pairs) {
  const auto at = std::find_if(pairs.begin(), pairs.end(), [&](const FrequencyPair& other) { return alike(pair, other); });
  return static_cast<size_t>(at - pairs.begin());
}

std::vector<FrequencyPair> pairsOf(const std::vector<ToneSpec>& specs) {
  std::vector<FrequencyPair> pairs;
  for (const ToneSpec& spec : specs) {
    for (const ToneStretch& stretch : spec.cadence) {
      if (placeOf(pairOf(stretch), pairs) == pairs.size()) pairs.push_back(pairOf(stretch));
    }
  }
  return pairs;
}

}  // namespace

class ToneWatch::Recognizer {
 public:
  explicit Recognizer(std::vector<ToneSpec> specs) : specs_(std::move(specs)), spectrum_(pairsOf(specs_)) {
    const auto pairs = pairsOf(specs_);
    for (const ToneSpec& spec : specs_) cadences_.push_back(cadenceOf(spec, pairs));
    for (size_t tone = 0; tone < specs_.size(); ++tone) {
      for (size_t first = 0; first < cadences_[tone].size(); ++first) {
        matchers_.push_back({tone, CadenceMatcher(cadences_[tone], first, sureOfSteady(cadences_[tone][first].pair))});
      }
    }
  }

  ToneChanges process(const int16_t* samples) noexcept {
    ToneChanges changes;
    const int before = heard_;
    for (size_t at = 0; at < kBlockSamples; at += ToneSpectrum::kHopSamples) takeFrame(spectrum_.take(samples + at));
    const int after = heard_ >= 0 ? static_cast<int>(matchers_[static_cast<size_t>(heard_)].tone) : -1;
    const int told = before >= 0 ? static_cast<int>(matchers_[static_cast<size_t>(before)].tone) : -1;
    if (after == told) return changes;
    if (told >= 0) changes.add({static_cast<size_t>(told), false});
    if (after >= 0) changes.add({static_cast<size_t>(after), true});
    return changes;
  }

  const std::string& name(size_t tone) const noexcept { return specs_[tone].tone; }

 private:
  struct Matcher {
    size_t tone;
    CadenceMatcher cadence;
  };

  static std::vector<CadenceStretch> cadenceOf(const ToneSpec& spec, const std::vector<FrequencyPair>& pairs) {
    std::vector<CadenceStretch> cadence;
    for (const ToneStretch& stretch : spec.cadence) {
      const auto pair = static_cast<int>(placeOf(pairOf(stretch), pairs));
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
    if (heard_ >= 0 && matchers_[static_cast<size_t>(heard_)].cadence.matches()) return;
    const auto found = std::find_if(matchers_.begin(), matchers_.end(), [](const Matcher& matcher) { return matcher.cadence.matches(); });
    heard_ = found == matchers_.end() ? -1 : static_cast<int>(found - matchers_.begin());
  }

  std::vector<ToneSpec> specs_;
  ToneSpectrum spectrum_;
  TonePhases phases_;
  std::vector<std::vector<CadenceStretch>> cadences_;
  std::vector<Matcher> matchers_;
  int heard_ = -1;
};

ToneWatch::ToneWatch(std::vector<ToneSpec> specs) : recognizer_(std::make_unique<Recognizer>(std::move(specs))) {}
ToneWatch::~ToneWatch() = default;

ToneChanges ToneWatch::process(const int16_t* samples) noexcept { return recognizer_->process(samples); }
const std::string& ToneWatch::name(size_t tone) const noexcept { return recognizer_->name(tone); }

}  // namespace partyline::dsp
