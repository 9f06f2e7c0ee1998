#include "concealment.hpp"

#include <algorithm>

namespace partyline::sip {

Concealment::Concealment() { plc_init(&state_); }

bool Concealment::fillIn(int16_t* samples, size_t count, size_t codec_frame) noexcept {
  bool all = true;
  for (size_t at = 0; at < count; at += codec_frame) {
    int16_t* part = samples + at;
    const size_t length = std::min(codec_frame, count - at);
    if (std::all_of(part, part + length, [](int16_t sample) { return sample == 0; })) {
      plc_fillin(&state_, part, static_cast<int>(length));
    } else {
      plc_rx(&state_, part, static_cast<int>(length));
      all = false;
    }
  }
  return all;
}

void Concealment::keep(int16_t* samples, size_t count, size_t codec_frame) noexcept {
  for (size_t at = 0; at < count; at += codec_frame) plc_rx(&state_, samples + at, static_cast<int>(std::min(codec_frame, count - at)));
}

}  // namespace partyline::sip
