// Somebody outside who calls a line at the very moment at which its subscriber takes it.
#pragma once
#include <string>

#include "../audio/voice.hpp"
#include "exchange.hpp"

namespace partyline::simulator {

class GlareCaller : public Party {
 public:
  GlareCaller(Exchange& exchange, Speech speech, CallSetup setup) : exchange_(exchange), voice_(std::move(speech)) { exchange_.call(*this, std::move(setup)); }
  ~GlareCaller() override { exchange_.leave(*this); }

  void offered(CallEnd& end) override { end.clear(kBusy); }
  void alerting(CallEnd&, InBand) override {}
  void answered(CallEnd&) override {}
  void cleared(CallEnd&, int) override {}
  void speak(CallEnd&, Block& said) override { voice_.addTo(said); }
  void hear(CallEnd&, const Block&) override {}

 private:
  static constexpr int kBusy = 17;
  Exchange& exchange_;
  Voice voice_;
};

}  // namespace partyline::simulator
