// An adaptive filter of speexdsp's echo canceller: the multidelay block filter with its own foreground and background.
#pragma once
#include <speex/speex_echo.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace partyline::dsp {

class AdaptiveFilter {
 public:
  // Allocates. `frame` divides a block; short frames learn faster and cost more.
  AdaptiveFilter(int frame, int taps);

  // Line thread. Blocks; `left` becomes what can't be foretold from `sent`.
  void process(int16_t* left, const int16_t* received, const int16_t* sent) noexcept;
  // Line thread. The place of the greatest tap among those learnt, and how far it stands out: its energy and its neighbours' against
  // as many average ones.
  struct Peak { int at; float prominence; };
  Peak peak() noexcept;
  // Line thread. What was learnt: how much of a sample that was sent is heard, that many samples later.
  void copyTo(float* taps, size_t count) noexcept;
  void reset() noexcept { speex_echo_state_reset(state_.get()); }

 private:
  struct Free {
    void operator()(SpeexEchoState* state) const { speex_echo_state_destroy(state); }
  };
  const int frame_;
  std::unique_ptr<SpeexEchoState, Free> state_;
  std::vector<spx_int32_t> response_;
};

}  // namespace partyline::dsp
