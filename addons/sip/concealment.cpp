#include "concealment.hpp"

#include <algorithm>
#include <utility>

namespace partyline::sip {

Concealment::Concealment() { plc_init(&state_); }

void Concealment::apply(int16_t* samples, size_t count, const pjmedia_jb_state& buffer, size_t codec_frame) noexcept {
  const bool lost = lostSomething(buffer);
  for (size_t at = 0; at < count; at += codec_frame) {
    int16_t* part = samples + at;
    const int length = static_cast<int>(std::min(codec_frame, count - at));
    const bool zeros = lost && std::all_of(part, part + length, [](int16_t sample) { return sample == 0; });
    if (zeros) plc_fillin(&state_, part, length);
    else plc_rx(&state_, part, length);
  }
}

bool Concealment::lostSomething(const pjmedia_jb_state& buffer) noexcept {
  const unsigned lost = buffer.lost + buffer.empty;
  return std::exchange(lost_, lost) != lost;
}

}  // namespace partyline::sip
