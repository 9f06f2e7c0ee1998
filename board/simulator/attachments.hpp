// How the parts that others wrote are made: the exchange's side of a primary rate span, and a voice modem on a line of the exchange.
#pragma once
#include <memory>
#include <string>

#include "control/control.hpp"
#include "exchange/exchange.hpp"
#include "line/pair.hpp"
#include "loop/event_loop.hpp"
#include "loop/line_clock.hpp"
#include "span/digital_span.hpp"

namespace partyline::simulator {

// What lives as long as the simulator.
struct Surroundings {
  EventLoop& loop;
  LineClock& clock;   // the exchange's
  Control& control;
};

// A part with no door of its own but its commands and events.
class Attachment {
 public:
  virtual ~Attachment() = default;
  // What is shown of it in the answer to "state" and in the event "ready".
  virtual Json state() const = 0;
};

// pri/: Q.931 at the far end of the cable. `options` is the span's object in the configuration, "exchange" within it:
// {"switchType": "euroisdn" | "ni2", "side": "network" | "user", "overlap": bool, "digitsSent": 4}. Throws Refused when it is wrong.
std::unique_ptr<Attachment> makeTrunk(Surroundings, DigitalSpan&, Exchange&, NumberRange numbers, const Json& options);

// modem/: a V.253 voice modem on a PTY. `link` is the path at which the PTY can be found (a symbolic link that the modem makes and
// removes). `options`: {"id": "modem-1", "model": ...}. Throws Refused when it is wrong.
struct ModemPlace {
  LineFeed& line;
  std::string link;
};
std::unique_ptr<Attachment> makeModem(Surroundings, ModemPlace, const Json& options);

}  // namespace partyline::simulator
