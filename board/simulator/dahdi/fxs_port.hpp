// A port for a telephone: it feeds the pair, rings the bell, and tells what the hook does.
#pragma once
#include "../line/pair.hpp"
#include "analog_port.hpp"

namespace partyline::simulator {

class FxsPort : public AnalogPort, public LineFeed {
 public:
  FxsPort(ChannelPlace place, ChannelSurroundings surroundings, AnalogOptions options);

  void tick() override;
  // The card is in the machine, or pulled out: no battery then.
  void setPowered(bool powered);

  void attach(LineEquipment* equipment) override;
  void setLoop(bool closed) override;
  Battery battery() const override;

 protected:
  void closed() override;
  void sent(HookOut out) override;
  Reply controlCard(unsigned command, const Bytes& argument) override;

 private:
  void update();

  LineEquipment* equipment_ = nullptr;
  bool powered_ = true;
  bool loop_closed_ = false;
  bool reversed_ = false;
  bool ringing_ = false;
  Battery told_battery_ = Battery::normal;
  Timer on_hook_transfer_;  // while it runs, sound passes to a telephone that is on hook
};

}  // namespace partyline::simulator
