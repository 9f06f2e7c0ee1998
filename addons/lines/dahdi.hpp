// What DAHDI's numbers mean.
#pragma once
#include <dahdi/user.h>

#include <string>

#include "line.hpp"

namespace partyline::lines {

// An FXS port is signalled as FXO and the other way round.
inline ChannelKind kindOf(int signalling) noexcept {
  switch (signalling) {
    case DAHDI_SIG_FXOLS: case DAHDI_SIG_FXOGS: case DAHDI_SIG_FXOKS: return ChannelKind::fxs;
    case DAHDI_SIG_FXSLS: case DAHDI_SIG_FXSGS: case DAHDI_SIG_FXSKS: return ChannelKind::fxo;
    case DAHDI_SIG_CLEAR: return ChannelKind::bearer;
    case DAHDI_SIG_HDLCRAW: case DAHDI_SIG_HDLCFCS: case DAHDI_SIG_HDLCNET: case DAHDI_SIG_HARDHDLC: case DAHDI_SIG_MTP2: return ChannelKind::data;
    default: return ChannelKind::unknown;
  }
}

inline Alarms alarmsOf(unsigned bits) noexcept { return static_cast<Alarms>(bits & 0x3f); }

// Text of a driver: it ends within its field, or the field is full.
template <size_t kSize>
std::string textOf(const char (&field)[kSize]) {
  std::string text;
  for (size_t i = 0; i < kSize && field[i] != 0; i++) text += field[i] >= ' ' && field[i] < 0x7f ? field[i] : '?';
  return text;
}

}  // namespace partyline::lines
