#include "cadence.hpp"

#include <utility>

namespace partyline::simulator {

CadencePlayer::CadencePlayer(Cadence cadence) : cadence_(std::move(cadence)) {
  if (!cadence_.parts.empty()) begin(0);
}

void CadencePlayer::begin(size_t part) {
  part_ = part;
  const CadencePart& now = cadence_.parts[part];
  left_ = now.ms == 0 ? -1 : now.ms * kRateHz / 1000;
  std::vector<Sine> sines;
  for (const double hz : now.hz) sines.push_back({hz, cadence_.dbm0});
  oscillator_ = Oscillator(sines);
}

void CadencePlayer::addTo(Block& block) {
  if (cadence_.parts.empty()) return;
  for (int16_t& sample : block) {
    if (left_ == 0) begin(part_ + 1 < cadence_.parts.size() ? part_ + 1 : cadence_.repeat_from);
    if (left_ > 0) --left_;
    if (!oscillator_.isSilent()) sample = saturated(sample + oscillator_.next());
  }
}

}  // namespace partyline::simulator
