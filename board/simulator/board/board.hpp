// The simulated control board: lights, power-fail relays, watchdog, thermometer, voltmeter, reset button; and what can go wrong on its wire.
// Commands and events are in README.md.
#pragma once
#include <string>
#include <vector>

#include "../control/control.hpp"
#include "../pty/pty.hpp"
#include "link.hpp"

namespace partyline::simulator {

struct BoardOptions {
  std::string link;   // path at which its PTY is found
  std::string model = "PL-CB16";
  uint8_t lights = 16;
};

class Board {
 public:
  Board(EventLoop& loop, Control& control, BoardOptions options);
  Json state() const;

 private:
  // How many of the frames that it sends or receives next something befalls.
  struct WireTrouble { int lose_sent = 0, lose_received = 0, damage_sent = 0, repeat_sent = 0; bool silent = false; };

  void addCommands();
  void addWireCommands();
  Json press(const Json& request);
  Json measure(const Json& request);
  Json fault(const Json& request);
  Json say(const Json& request);
  Json trouble(const Json& request);
  Json plug(const Json& request);

  void received(const uint8_t* bytes, size_t count);
  void write(const Bytes& wire);
  void linkChanged(bool up);
  Result perform(const BoxMessage& message);
  Result setLights(const Lights& lights);
  Result setRelays(bool held);
  void relaysAre(bool held, RelayReason reason);
  void tellRelays();
  void starve();
  void sendReadings();

  Control& control_;
  LineClock clock_;
  const BoardOptions options_;
  BoardLink link_;
  Pty pty_;
  WireTrouble trouble_;
  Bytes lights_;
  bool held_ = false;
  RelayReason reason_ = RelayReason::power_came;
  bool starved_ = false;   // the heartbeats' time is up
  int16_t tenths_celsius_ = 312;
  uint16_t millivolts_ = 12020;
  Timer watchdog_;
  Timer readings_;
};

}  // namespace partyline::simulator
