// A port for a line of the public exchange: a telephone's behaviour, driven by a program.
#pragma once
#include "../audio/crossing.hpp"
#include "../line/pair.hpp"
#include "analog_port.hpp"

namespace partyline::simulator {

class FxoPort : public AnalogPort, public LineEquipment {
 public:
  // `line` has another clock than the card, off by so many ppm.
  FxoPort(ChannelPlace place, ChannelSurroundings surroundings, AnalogOptions options, LineFeed& line, double line_clock_ppm);
  ~FxoPort() override;

  void tick() override;
  void setPowered(bool powered);

  void ringSignal(bool on) override;
  void batteryChanged(Battery battery) override;
  void exchangeAudio(const Block& heard, Block& said) override;

 protected:
  void opened() override;
  void sent(HookOut out) override;
  Reply controlCard(unsigned command, const Bytes& argument) override;

 private:
  void lookAtLine();
  void batteryLost();

  LineFeed& line_;
  bool powered_ = true;
  bool ringing_ = false;
  Battery battery_;
  Timer debounce_;  // battery that is gone for a moment only
  Timer alarm_;     // battery that is gone for long
  Crossing from_line_;
  Crossing to_line_;
};

}  // namespace partyline::simulator
