// All parts, built from a configuration, and the commands that are about more than one of them.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "attachments.hpp"
#include "configuration.hpp"
#include "control/audio_socket.hpp"
#include "control/lines.hpp"
#include "control/phones.hpp"
#include "control/spans.hpp"
#include "dahdi/analog_card.hpp"
#include "dahdi/machine.hpp"
#include "dahdi/mount.hpp"

namespace partyline::simulator {

struct SimulatorParts {
  EventLoop& loop;
  Control& control;
  const Configuration& configuration;
  std::string folder;
};

class Simulator {
 public:
  // Throws Refused (configuration), NoFuse, std::runtime_error.
  explicit Simulator(SimulatorParts parts);
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  // What the event "ready" says.
  Json facts() const;

 private:
  void makeCard(const CardConfiguration& card);
  std::unique_ptr<Card> makeAnalogCard(const CardConfiguration& card, ChannelSurroundings surroundings);
  std::unique_ptr<Card> makeDigitalCard(const CardConfiguration& card, ChannelSurroundings surroundings);
  void makeOutsidePhone(const PhoneConfiguration& phone);
  void makeModem(const ModemConfiguration& modem);
  LineClock& clockOf(const CardConfiguration& card);
  Card& cardOf(const Json& request) const;
  void addCardCommands();
  void tellCalls();
  Json state() const;

  // In the order in which each needs those before it.
  EventLoop& loop_;
  Control& control_;
  const std::string folder_;
  const ToneZone zone_;
  const bool zone_loaded_;
  const Speech speech_;
  LineClock clock_;  // the exchange's, and of cards that are as exact
  Exchange exchange_;
  Lines lines_;
  std::vector<std::unique_ptr<SubscriberLine>> outside_lines_;
  std::vector<std::unique_ptr<LineClock>> card_clocks_;
  std::vector<std::unique_ptr<Card>> cards_;
  Phones phones_;
  Spans spans_;
  std::vector<std::unique_ptr<Attachment>> trunks_;
  std::vector<std::unique_ptr<Attachment>> modems_;
  Machine machine_;
  int next_span_ = 1;
  int next_channel_ = 1;
  int next_handset_ = 1;
  int next_line_ = 1;
  std::unique_ptr<AudioSocket> audio_;
  std::unique_ptr<Mount> mount_;
};

}  // namespace partyline::simulator
