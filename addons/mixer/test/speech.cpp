#include "speech.hpp"

#include <algorithm>
#include <random>

namespace partyline::mixer::test {
namespace {

class Speaker {
 public:
  explicit Speaker(const SpeechOptions& options) : options_(options), random_(options.seed * 7919 + 1) {}

  int16_t next() {
    if (left_ == 0) nextPiece();
    --left_;
    // Syllables swell and fade within 20 ms.
    amplitude_ += (target_ - amplitude_) * 50.0 / options_.rate_hz;
    const double value = amplitude_ * std::normal_distribution<double>(0, 1)(random_);
    return static_cast<int16_t>(std::clamp(value, -32000.0, 32000.0));
  }

 private:
  void nextPiece() {
    const auto uniform = [&](double from, double to) { return std::uniform_real_distribution<double>(from, to)(random_); };
    voiced_ = !voiced_;
    double seconds = voiced_ ? uniform(0.08, 0.25) : uniform(0.02, 0.10);
    if (!voiced_ && --syllables_left_ <= 0) {
      syllables_left_ = static_cast<int>(uniform(4, 20));
      seconds = options_.pause_s * uniform(0.3, 1.7);
    }
    target_ = voiced_ ? options_.rms * std::pow(10.0, uniform(-9, 5.5) / 20) : 0;
    left_ = static_cast<uint64_t>(seconds * options_.rate_hz) + 1;
  }

  SpeechOptions options_;
  std::minstd_rand random_;
  uint64_t left_ = 0;
  int syllables_left_ = 0;
  bool voiced_ = false;
  double target_ = 0, amplitude_ = 0;
};

}  // namespace

Signal speech(const SpeechOptions& options) {
  auto speaker = std::make_shared<Speaker>(options);
  return [speaker](uint64_t) { return speaker->next(); };
}

Signal both(Signal a, Signal b) {
  return [a = std::move(a), b = std::move(b)](uint64_t n) { return static_cast<int16_t>(std::clamp(a(n) + b(n), -32768, 32767)); };
}

}  // namespace partyline::mixer::test
