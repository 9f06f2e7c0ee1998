// The box's lines on DAHDI's own modules, as system.conf wires them: what goes into one channel of a pair comes out of the other.
#pragma once
#include <poll.h>

#include "../../addons/dsp/block.hpp"
#include "../../addons/lines/channel_device.hpp"
#include "../../addons/lines/test/rig.hpp"

namespace partyline::dahdi_kernel {

using lines::test::codeOf;

constexpr const char* kRoot = "/dev/dahdi";
// Pairs of system.conf, the port of a telephone first. The first has a canceller.
constexpr int kFxs = 1, kFxo = 5;
constexpr int kOtherFxs = 2, kOtherFxo = 6;
constexpr int kBearer = 9, kOtherBearer = 13;
constexpr int kSignalling = 12, kOtherSignalling = 16;

struct Box {
  lines::test::Notes notes;
  lines::test::Quiet quiet;
  mixer::Mixer mixer{lines::test::byHand(), quiet};
  rt::IdSource ids;
  lines::Lines lines{{mixer, mixer.ticks(), ids, notes}};

  // The line has its channel's number.
  lines::LineFacts open(int channel) {
    lines::LineOptions options;
    options.device = lines::DahdiDevice{kRoot, channel, dsp::Law::mu};
    return lines.open(static_cast<lines::LineId>(channel), options);
  }

  // The next of this kind that is this line's.
  template <typename Event>
  std::optional<Event> next(int line) {
    while (auto event = notes.next<Event>()) {
      if (event->line == static_cast<lines::LineId>(line)) return event;
    }
    return std::nullopt;
  }
};

// Whether the file has what is asked for, before a deadline.
inline bool waitFor(int file, short wanted) {
  constexpr int kDeadline_ms = 10000;
  pollfd one{file, wanted, 0};
  return ::poll(&one, 1, kDeadline_ms) == 1 && (one.revents & wanted) != 0;
}

}  // namespace partyline::dahdi_kernel
