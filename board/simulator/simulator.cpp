#include "simulator.hpp"

#include <utility>

namespace partyline::simulator {

namespace {

std::string nameOf(CallState state) {
  switch (state) {
    case CallState::offered: return "offered";
    case CallState::ringing: return "ringing";
    case CallState::answered: return "answered";
    case CallState::ended: return "ended";
  }
  return "";
}

Json statesOf(const std::vector<std::unique_ptr<Attachment>>& attachments) {
  Json list = Json::array();
  for (const auto& attachment : attachments) list.push_back(attachment->state());
  return list;
}

}  // namespace

Simulator::Simulator(SimulatorParts parts)
    : loop_(parts.loop), control_(parts.control), folder_(parts.folder), zone_(parts.configuration.country), zone_loaded_(parts.configuration.zone_loaded),
      speech_(loadSpeech(parts.configuration.voice)), clock_(parts.loop), exchange_(clock_), lines_(control_, exchange_, zone_, speech_), phones_(control_), spans_(control_) {
  tellCalls();
  for (const CardConfiguration& card : parts.configuration.cards) makeCard(card);
  for (const PhoneConfiguration& phone : parts.configuration.outside) makeOutsidePhone(phone);
  for (const ModemConfiguration& modem : parts.configuration.modems) makeModem(modem);
  addCardCommands();
  control_.add("state", [this](const Json&) { return state(); });
  audio_ = std::make_unique<AudioSocket>(loop_, phones_, folder_ + "/audio.sock");
  mount_ = std::make_unique<Mount>(loop_, machine_, folder_ + "/dahdi");
}

Simulator::~Simulator() = default;

void Simulator::tellCalls() {
  exchange_.watch([this](const CallSetup& setup, CallState state, int cause) {
    Json fields{{"from", setup.calling}, {"to", setup.called}, {"state", nameOf(state)}, {"atMs", clock_.now_ms()}};
    if (state == CallState::ended) fields["cause"] = cause;
    control_.tell("call", fields);
  });
}

LineClock& Simulator::clockOf(const CardConfiguration& card) {
  if (card.clock_ppm == 0) return clock_;
  card_clocks_.push_back(std::make_unique<LineClock>(loop_, card.clock_ppm));
  return *card_clocks_.back();
}

void Simulator::makeCard(const CardConfiguration& card) {
  const ChannelSurroundings surroundings{clockOf(card), zone_, zone_loaded_, card.echo_canceller};
  cards_.push_back(card.analog ? makeAnalogCard(card, surroundings) : makeDigitalCard(card, surroundings));
  next_channel_ += static_cast<int>(cards_.back()->span().channels.size());
  ++next_span_;
  machine_.add(*cards_.back());
}

std::unique_ptr<Card> Simulator::makeAnalogCard(const CardConfiguration& card, ChannelSurroundings surroundings) {
  const AnalogOptions options{card.hardware_digits, card.hybrid_model, card.echo_return_loss_db};
  std::vector<LineFeed*> lines;
  for (const std::string& number : card.lines) lines.push_back(&lines_.add("line-" + std::to_string(next_line_++), number));
  auto analog = std::make_unique<AnalogCard>(AnalogCardParts{card.id, next_span_, next_channel_, surroundings, options, card.fxs, lines, clock_.error_ppm()});
  for (const auto& port : analog->fxsPorts()) {
    const std::string number = std::to_string(next_handset_++);
    phones_.add({"handset-" + number, "handset", "Phone " + number, ""}, surroundings.clock, *port, speech_);
  }
  return analog;
}

std::unique_ptr<Card> Simulator::makeDigitalCard(const CardConfiguration& card, ChannelSurroundings surroundings) {
  auto digital = std::make_unique<DigitalCard>(DigitalCardParts{card.id, next_span_, next_channel_, surroundings, card.type, card.law, card.hardware_digits, clock_.error_ppm()});
  spans_.add(*digital);
  trunks_.push_back(makeTrunk({loop_, clock_, control_}, *digital, exchange_, card.numbers, card.exchange));
  return digital;
}

void Simulator::makeOutsidePhone(const PhoneConfiguration& phone) {
  const auto dialled = [this, id = phone.id](const std::string& digits, DialWay way) { control_.tell("dialled", {{"phone", id}, {"digits", digits}, {"way", nameOf(way)}}); };
  try {
    outside_lines_.push_back(std::make_unique<SubscriberLine>(SubscriberLineParts{exchange_, zone_, speech_, phone.number, phone.name, [] {}, dialled}));
  } catch (const std::invalid_argument& taken) {
    throw Refused(taken.what());
  }
  outside_lines_.back()->setDisconnect(Disconnect::busy_tone);
  phones_.add({phone.id, "outside", phone.name, phone.number}, clock_, *outside_lines_.back(), speech_);
}

void Simulator::makeModem(const ModemConfiguration& modem) {
  SubscriberLine& line = lines_.add("line-m" + std::to_string(modems_.size() + 1), modem.number);
  modems_.push_back(partyline::simulator::makeModem({loop_, clock_, control_}, {line, folder_ + "/" + modem.id}, modem.options));
}

Card& Simulator::cardOf(const Json& request) const {
  const std::string id = textOf(request, "card");
  for (const auto& card : cards_) {
    if (card->id() == id) return *card;
  }
  throw Refused("\"card\": there is none of the name \"" + id + "\"");
}

void Simulator::addCardCommands() {
  const auto tell = [this](const Card& card) { control_.tell("card", {{"id", card.id()}, {"pluggedIn", card.isPluggedIn()}}); };
  control_.add("pull-out", [this, tell](const Json& request) {
    Card& card = cardOf(request);
    if (!card.pullOut()) throw Refused("it is pulled out already");
    return tell(card), Json();
  });
  control_.add("plug-in", [this, tell](const Json& request) {
    Card& card = cardOf(request);
    if (!card.plugIn()) throw Refused("it is plugged in already");
    return tell(card), Json();
  });
}

Json Simulator::state() const {
  Json cards = Json::array();
  for (const auto& card : cards_) cards.push_back({{"id", card->id()}, {"pluggedIn", card->isPluggedIn()}});
  return {{"phones", phones_.state()}, {"lines", lines_.state()}, {"spans", spans_.state()}, {"cards", cards}, {"trunks", statesOf(trunks_)}, {"modems", statesOf(modems_)}};
}

Json Simulator::facts() const {
  Json facts = state();
  facts["root"] = folder_ + "/dahdi";
  facts["audio"] = folder_ + "/audio.sock";
  return facts;
}

}  // namespace partyline::simulator
