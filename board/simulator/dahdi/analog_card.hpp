// A card with ports for telephones and for lines.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "card.hpp"
#include "fxo_port.hpp"
#include "fxs_port.hpp"

namespace partyline::simulator {

struct AnalogCardParts {
  std::string id;
  int span;
  int first_channel;
  ChannelSurroundings surroundings;
  AnalogOptions options;
  int fxs_ports;
  std::vector<LineFeed*> lines;  // one for each FXO port
  double line_clock_ppm;
};

class AnalogCard : public Card {
 public:
  explicit AnalogCard(AnalogCardParts parts);
  ~AnalogCard() override;

  SpanFacts span() const override;
  const std::vector<std::unique_ptr<FxsPort>>& fxsPorts() const { return fxs_; }
  const std::vector<std::unique_ptr<FxoPort>>& fxoPorts() const { return fxo_; }

 protected:
  void powered(bool on) override;

 private:
  void tick();

  const int span_;
  LineClock& clock_;
  uint64_t ticking_;
  std::vector<std::unique_ptr<FxsPort>> fxs_;
  std::vector<std::unique_ptr<FxoPort>> fxo_;
};

}  // namespace partyline::simulator
