// A card's own DTMF detector, where it has one (DAHDI_TONEDETECT).
#pragma once
#include <functional>

#include "../audio/digit_receiver.hpp"
#include "abi.hpp"

namespace partyline::simulator {

// There are drivers that answer ENOSYS where they have none; FUSE makes ENOTTY of that, too.
enum class HardwareDigits { yes, none };

class ToneDetection {
 public:
  // `queue` is told of events of the channel.
  ToneDetection(HardwareDigits kind, std::function<void(int event)> queue);

  Reply set(int how);
  void reset();
  // Mutes what is heard while a key is down, where that was asked for.
  void take(Block& heard);

 private:
  const HardwareDigits kind_;
  bool detects_ = false;
  bool mutes_ = false;
  bool key_down_ = false;
  DigitReceiver receiver_;
};

}  // namespace partyline::simulator
