// A bearer channel of an E1 or T1 span.
#pragma once
#include "../audio/crossing.hpp"
#include "channel.hpp"
#include "tone_detection.hpp"

namespace partyline::simulator {

class Bearer : public Channel {
 public:
  // The far end's clock is off by so many ppm.
  Bearer(ChannelPlace place, ChannelSurroundings surroundings, HardwareDigits digits, double far_clock_ppm);

  Reply control(unsigned command, const Bytes& argument) override;
  // Once each 20 ms of the card's clock. Nothing passes an alarm.
  void tick();

  // The far end, by its clock.
  void read(Block& said);
  void write(const Block& heard);

 protected:
  void opened() override;

 private:
  ToneDetection detection_;
  Crossing to_far_;
  Crossing from_far_;
  int unread_ = 0;  // blocks since the far end last read
};

}  // namespace partyline::simulator
