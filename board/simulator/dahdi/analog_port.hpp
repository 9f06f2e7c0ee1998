// What FXS and FXO ports have in common: hook signalling, the hybrid, gains, digits heard by the card.
#pragma once
#include "../audio/hybrid.hpp"
#include "channel.hpp"
#include "hook_signalling.hpp"
#include "tone_detection.hpp"

namespace partyline::simulator {

struct AnalogOptions {
  HardwareDigits hardware_digits;
  int hybrid_model;
  double echo_return_loss_db;
};

class AnalogPort : public Channel {
 public:
  AnalogPort(ChannelPlace place, ChannelSurroundings surroundings, AnalogOptions options, PortRole role);

  Reply control(unsigned command, const Bytes& argument) override;
  void setTimes(const dahdi_params& params) override;
  bool isBusy() const override { return hook_.isBusy(); }
  // Once each 20 ms of the card's clock.
  virtual void tick() = 0;

 protected:
  void opened() override;
  void closed() override;
  void describe(dahdi_params& params) const override;
  bool pulse(int count) override;
  bool isPulsing() const override { return hook_.isPulsing(); }
  void stopPulses() override { hook_.stopPulses(); }
  virtual void sent(HookOut out) = 0;
  // Calls of the card's own driver.
  virtual Reply controlCard(unsigned command, const Bytes& argument) = 0;

  HookSignalling& hook() { return hook_; }
  const HookSignalling& hook() const { return hook_; }
  // The same 20 ms both ways: gains, the hybrid's echo unless the card cancels it, and the card's detector.
  void shapeTransmit(Block& said) const;
  void shapeReceive(const Block& sent, Block& heard);

 private:
  Reply operateHook(int operation);
  Reply setCadence(const dahdi_ring_cadence& cadence);
  Reply setGain(const dahdi_hwgain& gain);

  HookSignalling hook_;
  Hybrid hybrid_;
  ToneDetection detection_;
  double transmit_gain_ = 1;
  double receive_gain_ = 1;
};

}  // namespace partyline::simulator
