// Conceals lost packets of G.711 and G.722 without delay. pjmedia's own way delays all audio by 5 ms.
#pragma once
#include <pjmedia.h>
#include <spandsp.h>

#include <cstddef>
#include <cstdint>

namespace partyline::sip {

// Audio thread only.
class Concealment {
 public:
  // The stream's codec must have its own concealment switched off: what is lost comes as zeros.
  Concealment();
  // `samples` came of the jitter buffer that is now in this state.
  void apply(int16_t* samples, size_t count, const pjmedia_jb_state& buffer, size_t codec_frame) noexcept;

 private:
  bool lostSomething(const pjmedia_jb_state& buffer) noexcept;

  plc_state_t state_{};
  unsigned lost_ = 0;
};

}  // namespace partyline::sip
