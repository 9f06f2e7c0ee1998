#include "analog_card.hpp"

#include <utility>

namespace partyline::simulator {

AnalogCard::AnalogCard(AnalogCardParts parts) : Card(parts.id), span_(parts.span), clock_(parts.surroundings.clock) {
  int position = 1;
  const auto place = [&](int signalling) {
    const std::string name = "SIM/" + std::to_string(span_ - 1) + "/" + std::to_string(position);
    ChannelPlace next{parts.first_channel + position - 1, span_, position, name, signalling, Law::mu};
    ++position;
    return next;
  };
  for (int i = 0; i < parts.fxs_ports; ++i) fxs_.push_back(std::make_unique<FxsPort>(place(DAHDI_SIG_FXOKS), parts.surroundings, parts.options));
  for (LineFeed* line : parts.lines) fxo_.push_back(std::make_unique<FxoPort>(place(DAHDI_SIG_FXSKS), parts.surroundings, parts.options, *line, parts.line_clock_ppm));
  ticking_ = clock_.onTick([this] { tick(); });
}

AnalogCard::~AnalogCard() { clock_.leave(ticking_); }

void AnalogCard::tick() {
  for (const auto& port : fxs_) port->tick();
  for (const auto& port : fxo_) port->tick();
}

SpanFacts AnalogCard::span() const {
  SpanFacts span{span_, "SIM/" + std::to_string(span_ - 1), "Simulated analog card \"" + id() + "\"", SpanKind::analog, 0, {}};
  for (const auto& port : fxs_) span.channels.push_back(port.get());
  for (const auto& port : fxo_) span.channels.push_back(port.get());
  return span;
}

void AnalogCard::powered(bool on) {
  for (const auto& port : fxs_) port->setPowered(on);
  for (const auto& port : fxo_) port->setPowered(on);
}

}  // namespace partyline::simulator
