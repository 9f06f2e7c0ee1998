// What Q.931 tells, of a span or of one of its calls. Channels are timeslots, 0: none yet; causes are those of ITU-T Q.850.
#pragma once
#include <string>
#include <variant>

#include "options.hpp"

namespace partyline::pri {

struct Up { SpanId span; };
struct Down { SpanId span; std::string reason; };
// SETUP.
struct Offered {
  CallId call = 0;
  SpanId span = 0;
  int channel = 0;
  bool flexible = false;   // another channel would do
  std::string called;
  std::string calling;        // empty: withheld or unknown
  std::string calling_name;
  bool complete = true;
  bool voice = true;
};
// INFORMATION: what follows of the called number.
struct Digits { CallId call; std::string digits; bool complete; };
// SETUP ACKNOWLEDGE.
struct More { CallId call; int channel; };
struct Proceeding { CallId call; int channel; bool inband; };
struct Alerting { CallId call; int channel; bool inband; };
struct Answered { CallId call; int channel; };
// DISCONNECT: the far end clears, and waits for the hang-up of this one.
struct Cleared { CallId call; int cause; bool inband; };
struct Ended { CallId call; int cause; };
// RESTART from the far end, and the answer to one of ours; channel 0: all.
struct Restart { SpanId span; int channel; };
struct Restarted { SpanId span; int channel; };

using Event = std::variant<Up, Down, Offered, Digits, More, Proceeding, Alerting, Answered, Cleared, Ended, Restart, Restarted>;

// Called by the thread that runs the span's signalling.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void told(const Event&) = 0;
};

}  // namespace partyline::pri
