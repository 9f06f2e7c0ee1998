// Between the mixer's 48 kHz and an Opus stream of a caller who asked for 12 or 24 kHz (RFC 7587 6.1, maxplaybackrate).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>

struct SpeexResamplerState_;

namespace partyline::sip {

// Allocates when made, never later. One thread.
class RateStep {
 public:
  RateStep(unsigned from_hz, unsigned to_hz);
  // Answers how many samples were written; all of `from` is used when `to` has room for them at the new rate and a few more.
  size_t run(const int16_t* from, size_t count, int16_t* to, size_t room) noexcept;

 private:
  struct Freed {
    void operator()(SpeexResamplerState_* state) const;
  };
  std::unique_ptr<SpeexResamplerState_, Freed> state_;
};

}  // namespace partyline::sip
