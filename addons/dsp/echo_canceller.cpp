#include "echo_canceller.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "adaptive_filter.hpp"
#include "block.hpp"
#include "delay_finder.hpp"
#include "direct_current_filter.hpp"
#include "echo_meter.hpp"
#include "kept_filter.hpp"
#include "residual_suppressor.hpp"

namespace partyline::dsp {
namespace {

using Block = std::array<int16_t, kBlockSamples>;
constexpr Block kSilence{};

// Shorter frames learn hardly faster and are thrown off by double talk. 32 ms of hybrid, what goes before its greatest answer, and some play.
constexpr int kFrame = kBlockSamples;
constexpr int kTaps = KeptFilter::kTaps;
constexpr int kBeforePeak = 48;
// A delay that is told may be less by that in truth.
constexpr int kGivenMargin = 16;
// The filter's reach still covers the hybrid while its greatest answer lies here.
constexpr int kEarliestPeak = 8, kLatestPeak = 144;
constexpr size_t kHistory = DelayFinder::kMostDelaySamples + KeptFilter::kTaps;
constexpr int kGoodBlocks = 50, kPoorBlocks = 20;
// So long the filter of a search must have been the best one for the others to begin anew.
constexpr int kWideBlocks = 8;
// Of two filters the one that is used stays so until the other is better; the one that learns is preferred.
constexpr float kClearlyBetter = 0.7f, kBetter = 0.9f;
constexpr float kSmoothing = 0.2f;

float energyOf(const Block& block) noexcept {
  float sum = 0;
  for (const int16_t sample : block) sum += static_cast<float>(sample) * sample;
  return sum / kBlockSamples;
}

}  // namespace

class EchoCanceller::Path {
 public:
  Path() : filter_(kFrame, kTaps) {}

  void process(int16_t* received, const int16_t* sent) noexcept {
    remember(sent);
    std::array<float, kBlockSamples> alternating;
    direct_current_filter_.run(alternating.data(), received, kBlockSamples);
    Block left = filtered(received, alternating.data());
    meter_.take(received, left.data(), sent);
    std::array<float, kBlockSamples> echo;
    for (size_t i = 0; i < kBlockSamples; ++i) echo[i] = alternating[i] - left[i];
    suppressor_.process(left.data(), echo.data(), sent);
    learn();
    std::copy(left.begin(), left.end(), received);
  }

  void restart() noexcept {
    learnAnew();
    suppressor_.restart();
    meter_.restart();
    choice_ = Choice::adaptive;
    if (!given_) search();
  }

  void setDelay(int samples) noexcept {
    given_ = found_ = true;
    searching_ = false;
    moveTo(std::max(0, samples - kGivenMargin));
  }

  EchoFigures figures() const noexcept {
    EchoFigures figures = meter_.figures();
    figures.bulk_delay_ms = static_cast<float>(told_delay_.load(std::memory_order_relaxed)) / kSamplesPerMs;
    return figures;
  }

 private:
  // Whose result is heard: the adaptive filter's; its copy's; the wide one's, by which the delay is searched for.
  enum class Choice { adaptive, kept, wide };

  void remember(const int16_t* sent) noexcept {
    std::copy(history_.begin() + kBlockSamples, history_.end(), history_.begin());
    std::copy_n(sent, kBlockSamples, history_.end() - kBlockSamples);
  }

  Block filtered(const int16_t* received, const float* alternating) noexcept {
    const int16_t* late = history_.data() + kHistory - static_cast<size_t>(delay_);
    Block adaptive{}, kept{}, wide{};
    filter_.process(adaptive.data(), received, late);
    if (kept_.known()) kept_.process(kept.data(), alternating, late);
    if (searching_) finder_.process(wide.data(), received, history_.data() + kHistory);
    adaptive_energy_ += (energyOf(adaptive) - adaptive_energy_) * kSmoothing;
    kept_energy_ += (energyOf(kept) - kept_energy_) * kSmoothing;
    wide_energy_ += (energyOf(wide) - wide_energy_) * kSmoothing;
    const Choice before = choice_;
    choose();
    const auto of = [&](Choice choice) -> const Block& { return choice == Choice::adaptive ? adaptive : choice == Choice::kept ? kept : wide; };
    return mixed(of(before), of(choice_));
  }

  void choose() noexcept {
    if ((choice_ == Choice::kept && !kept_.known()) || (choice_ == Choice::wide && !searching_)) choice_ = Choice::adaptive;
    const float now = choice_ == Choice::adaptive ? adaptive_energy_ : choice_ == Choice::kept ? kept_energy_ : wide_energy_;
    if (searching_ && wide_energy_ < now * kClearlyBetter) choice_ = Choice::wide;
    else if (kept_.known() && kept_energy_ < now * kClearlyBetter) choice_ = Choice::kept;
    else if (adaptive_energy_ < now * kBetter) choice_ = Choice::adaptive;
    // The copy does not suffer from double talk.
    else if (kept_.known() && speech_ && choice_ == Choice::adaptive && kept_energy_ * kBetter < now) choice_ = Choice::kept;
  }

  static Block mixed(const Block& from, const Block& to) noexcept {
    Block out;
    for (size_t i = 0; i < kBlockSamples; ++i) {
      const auto share = static_cast<float>(i + 1) / kBlockSamples;
      out[i] = static_cast<int16_t>(std::lrint(from[i] + (static_cast<float>(to[i]) - from[i]) * share));
    }
    return out;
  }

  void learn() noexcept {
    const bool alone = suppressor_.echoAlone();
    speech_ = suppressor_.echoAndSpeech();
    if (alone) meter_.learn();
    kept_.learn(filter_, alone && choice_ == Choice::adaptive && (!kept_.known() || adaptive_energy_ <= kept_energy_));
    searching_ ? follow() : watch();
  }

  // In double talk a search may find anything: what it finds is believed when it proves better than what is known.
  void follow() noexcept {
    const int peak = finder_.found();
    if (peak < 0) return;
    const bool proven = choice_ == Choice::wide || !found_;
    const bool outside = peak < delay_ + std::min(kEarliestPeak, delay_) || peak > delay_ + kLatestPeak;
    if (outside && proven) moveTo(std::max(0, peak - kBeforePeak));
    else if (choice_ == Choice::wide && ++wide_blocks_ == kWideBlocks) learnAnew();
    found_ = true;
    if (choice_ != Choice::wide && adaptive_energy_ <= wide_energy_) ++good_blocks_;
    if (good_blocks_ < kGoodBlocks) return;
    searching_ = false;
    poor_blocks_ = 0;
  }

  void watch() noexcept {
    if (!meter_.loud()) return;
    poor_blocks_ = meter_.poor() ? poor_blocks_ + 1 : std::max(0, poor_blocks_ - 2);
    if (poor_blocks_ >= kPoorBlocks) search();
  }

  void search() noexcept {
    finder_.restart();
    searching_ = true;
    good_blocks_ = wide_blocks_ = 0;
    wide_energy_ = adaptive_energy_;
  }

  void learnAnew() noexcept {
    filter_.reset();
    kept_.forget();
  }

  void moveTo(int samples) noexcept {
    delay_ = std::clamp(samples, 0, DelayFinder::kMostDelaySamples);
    told_delay_.store(delay_, std::memory_order_relaxed);
    good_blocks_ = 0;
    learnAnew();
  }

  std::array<int16_t, kHistory + kBlockSamples> history_{};
  AdaptiveFilter filter_;
  KeptFilter kept_;
  DirectCurrentFilter direct_current_filter_;
  DelayFinder finder_;
  ResidualSuppressor suppressor_;
  EchoMeter meter_;
  Choice choice_ = Choice::adaptive;
  float adaptive_energy_ = 0, kept_energy_ = 0, wide_energy_ = 0;
  int delay_ = 0;
  bool given_ = false;
  bool searching_ = true;
  bool speech_ = false;
  bool found_ = false;
  int good_blocks_ = 0, poor_blocks_ = 0, wide_blocks_ = 0;
  std::atomic<int> told_delay_{0};
};

EchoCanceller::EchoCanceller() : path_(std::make_unique<Path>()) {}
EchoCanceller::~EchoCanceller() = default;

void EchoCanceller::process(int16_t* received, const int16_t* sent) noexcept { path_->process(received, sent ? sent : kSilence.data()); }
void EchoCanceller::restart() noexcept { path_->restart(); }
void EchoCanceller::setBulkDelay(float delay_ms) noexcept { path_->setDelay(static_cast<int>(delay_ms * kSamplesPerMs)); }
EchoFigures EchoCanceller::figures() const noexcept { return path_->figures(); }

}  // namespace partyline::dsp
