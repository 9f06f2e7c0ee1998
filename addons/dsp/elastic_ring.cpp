#include "elastic_ring.hpp"

#include <algorithm>
#include <cmath>

#include "block.hpp"

namespace partyline::dsp {
namespace {

constexpr double kSamplesPerNs = kRate_hz * 1e-9;
// The writer is not thought to have more than that beyond its newest block.
constexpr double kMostSinceNewest = 480;
constexpr size_t kFade = 24;
constexpr size_t kHistory = 4 * ElasticRing::kMostRead;
constexpr size_t kSpare = 2 * ElasticRing::kMostRead;
constexpr int kMostRepeats = 3;
constexpr float kFadeInPerSample = 1.0f / 160;
// What a block needs beyond itself: the resampler's taps, its greatest ratio, and a jump's cross-fade in the next.
constexpr double kReserve = SincTable::kAfter + 2 + kFade;
// The servo's own wandering, more so while it learns.
constexpr double kWander = 38;
// A block to be read, one that the writer may be about to give, and what else is needed.
constexpr double kWithoutJitter = 2 * static_cast<double>(kBlockSamples) + kReserve + kWander;

}  // namespace

ElasticRing::ElasticRing(ElasticRingOptions options)
    : target_(kWithoutJitter + options.jitter_ms * kSamplesPerMs),
      most_(target_ + options.most_ms * kSamplesPerMs),
      sinc_(sincTable()),
      ring_(static_cast<size_t>(most_) + kSpare),
      held_(kHistory + static_cast<size_t>(most_) + kSpare) {
  forget();
}

void ElasticRing::write(const int16_t* samples, size_t count, int64_t now_ns) noexcept {
  const size_t taken = ring_.write(samples, count);
  written_ns_.store(now_ns, std::memory_order_release);
  // Nobody reads: nothing is lost.
  if (taken < count && running_.load(std::memory_order_relaxed)) slips_.fetch_add(1, std::memory_order_relaxed);
}

bool ElasticRing::read(int16_t* samples, size_t count, int64_t now_ns) noexcept {
  collect();
  const double even = waiting() + sinceNewest(now_ns);
  if (!running_.load(std::memory_order_relaxed) && !begins(even)) {
    std::fill_n(samples, count, static_cast<int16_t>(0));
    return false;
  }
  const double step = stepFor(count, even);
  keepWithinBounds(count);
  render(samples, count, step);
  delay_ms_.store(static_cast<float>((target_ + servo_.smoothedError() - static_cast<double>(count)) / kSamplesPerMs), std::memory_order_relaxed);
  if (gain_ <= 0) forget();
  return true;
}

// Takes all that the ring has, and lets go of what is too old to be needed again.
void ElasticRing::collect() noexcept {
  const auto place = static_cast<size_t>(position_);
  if (place > kHistory) {
    const size_t gone = place - kHistory;
    std::copy(held_.begin() + static_cast<ptrdiff_t>(gone), held_.begin() + static_cast<ptrdiff_t>(held_count_), held_.begin());
    held_count_ -= gone;
    position_ -= static_cast<double>(gone);
    old_position_ -= static_cast<double>(gone);
  }
  held_count_ += ring_.read(held_.data() + held_count_, held_.size() - held_count_);
}

// What the writer has by now since its newest block, but gives only with the next.
double ElasticRing::sinceNewest(int64_t now_ns) const noexcept {
  const auto since_ns = static_cast<double>(now_ns - written_ns_.load(std::memory_order_acquire));
  return std::clamp(since_ns * kSamplesPerNs, 0.0, kMostSinceNewest);
}

bool ElasticRing::begins(double even) noexcept {
  if (even < target_ || waiting() < kReserve + static_cast<double>(kBlockSamples)) {
    if (waiting() > most_) position_ = static_cast<double>(held_count_) - most_;
    return false;
  }
  // What the writer has but not given yet does not come before its block.
  const double spare = waiting() - kReserve - static_cast<double>(kBlockSamples);
  position_ += std::floor(std::min(even - target_, spare));
  servo_.restart();
  gain_step_ = kFadeInPerSample;
  running_.store(true, std::memory_order_relaxed);
  return true;
}

double ElasticRing::stepFor(size_t count, double even) noexcept {
  if (fixed_.load(std::memory_order_relaxed)) {
    ppm_.store(0, std::memory_order_relaxed);
    return stepToRest(count);
  }
  const double ratio = servo_.steer(even - target_, static_cast<double>(count) / kRate_hz);
  ppm_.store(static_cast<float>(ratio * 1e6), std::memory_order_relaxed);
  return 1 + ratio;
}

// Brings the place that is read to a whole sample, no faster than the servo would, and then stays on whole samples.
double ElasticRing::stepToRest(size_t count) const noexcept {
  const double most = ClockServo::kMostPpm * 1e-6 * static_cast<double>(count);
  const double missing = std::round(position_) - position_;
  return 1 + std::clamp(missing, -most, most) / static_cast<double>(count);
}

void ElasticRing::keepWithinBounds(size_t count) noexcept {
  const double needed = static_cast<double>(count) * (1 + ClockServo::kMostPpm * 1e-6) + kReserve;
  if (waiting() > most_) return jump(waiting() - target_);
  if (waiting() >= needed) {
    repeats_ = 0;
    return;
  }
  // What is repeated again and again buzzes: it is let die away.
  if (++repeats_ >= kMostRepeats) gain_step_ = -1.0f / static_cast<float>(count);
  jump(std::min(std::floor(waiting() - needed), -static_cast<double>(count)));
}

void ElasticRing::jump(double by_samples) noexcept {
  const double kept = std::max(position_ + by_samples, static_cast<double>(SincTable::kBefore));
  const double usable = waiting() - (SincTable::kAfter + 1);
  old_position_ = position_;
  fade_left_ = static_cast<size_t>(std::clamp(usable, 0.0, static_cast<double>(kFade)));
  servo_.jumped(position_ - kept);
  position_ = kept;
  slips_.fetch_add(1, std::memory_order_relaxed);
}

void ElasticRing::render(int16_t* out, size_t count, double step) noexcept {
  for (size_t i = 0; i < count; ++i) {
    float value = sampleAt(position_ + static_cast<double>(i) * step);
    if (fade_left_ > 0) {
      const float old_share = static_cast<float>(fade_left_--) / static_cast<float>(kFade + 1);
      value += (sampleAt(old_position_) - value) * old_share;
      old_position_ += step;
    }
    gain_ = std::clamp(gain_ + gain_step_, 0.0f, 1.0f);
    out[i] = static_cast<int16_t>(std::lrint(std::clamp(value * gain_, -32768.0f, 32767.0f)));
  }
  position_ += static_cast<double>(count) * step;
  if (std::fabs(position_ - std::round(position_)) < 1e-9) position_ = std::round(position_);
}

float ElasticRing::sampleAt(double position) const noexcept {
  const double whole = std::floor(position);
  const size_t first = static_cast<size_t>(whole) - SincTable::kBefore;
  const double fraction = position - whole;
  if (fraction == 0) return held_[first + SincTable::kBefore];
  return sinc_.at(held_.data() + first, static_cast<float>(fraction));
}

// An empty past, so that there is something before the first sample.
void ElasticRing::forget() noexcept {
  std::fill(held_.begin(), held_.end(), static_cast<int16_t>(0));
  held_count_ = kHistory;
  position_ = static_cast<double>(kHistory);
  gain_ = gain_step_ = 0;
  fade_left_ = 0;
  repeats_ = 0;
  running_.store(false, std::memory_order_relaxed);
}

void ElasticRing::restart() noexcept {
  collect();
  forget();
  servo_.restart();
}

ElasticRingStats ElasticRing::stats() const noexcept {
  return {ppm_.load(std::memory_order_relaxed), delay_ms_.load(std::memory_order_relaxed), slips_.load(std::memory_order_relaxed)};
}

}  // namespace partyline::dsp
