// Recognizes call-progress tones by their frequencies and cadence, in the audio of one line alone.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tone_spec.hpp"

namespace partyline::dsp {

struct ToneChange {
  size_t tone = 0;  // place in the list of specs, of the first of its name
  bool on = false;
};

// At most one tone ends and another begins in a block, and a greeting does one of the two.
class ToneChanges {
 public:
  void add(ToneChange change) noexcept { changes_[count_++] = change; }
  const ToneChange* begin() const noexcept { return changes_.data(); }
  const ToneChange* end() const noexcept { return changes_.data() + count_; }

 private:
  std::array<ToneChange, 3> changes_{};
  size_t count_ = 0;
};

class ToneWatch {
 public:
  // Allocates here and never again. Specs without a stretch that are no greeting, or with a frequency outside of 200 to 3400 Hz, are never heard.
  explicit ToneWatch(std::vector<ToneSpec> specs);
  ~ToneWatch();

  // One thread. kBlockSamples samples of what comes from the line.
  ToneChanges process(const int16_t* samples) noexcept;
  // Any thread.
  const std::string& name(size_t tone) const noexcept;

 private:
  class Recognizer;
  std::unique_ptr<Recognizer> recognizer_;
};

}  // namespace partyline::dsp
