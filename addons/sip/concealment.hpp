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
  // Fills in zeros where a codec frame has nothing else. True: all of `samples` was made up.
  bool fillIn(int16_t* samples, size_t count, size_t codec_frame) noexcept;
  // Nothing of `samples` was lost; what is lost later will go on from them.
  void keep(int16_t* samples, size_t count, size_t codec_frame) noexcept;

 private:
  plc_state_t state_{};
};

}  // namespace partyline::sip
