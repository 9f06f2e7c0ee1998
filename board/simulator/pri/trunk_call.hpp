// A call between the exchange and the box over a trunk, and which bearer channels are in use.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "../../../addons/pri/options.hpp"
#include "../exchange/party.hpp"
#include "../loop/line_clock.hpp"
#include "../span/digital_span.hpp"

namespace partyline::simulator {

struct TrunkCall {
  explicit TrunkCall(LineClock& clock) : timer(clock) {}

  pri::CallId id = 0;
  CallEnd* end = nullptr;     // at the exchange; none yet, or no more
  bool from_box = false;
  int channel = 0;            // 0: none yet
  std::string called;         // from the box: so far
  std::string calling;
  std::string calling_name;
  std::string digits_left;    // to the box: one by one, when it asks
  Timer timer;                // between digits, and until somebody answers
};

class TrunkCalls {
 public:
  TrunkCall& add(LineClock& clock, pri::CallId id);
  TrunkCall* find(pri::CallId id) const;
  TrunkCall* find(const CallEnd& end) const;
  void remove(pri::CallId id);
  const std::vector<std::unique_ptr<TrunkCall>>& all() const { return calls_; }

  // The network takes the highest free channel, the user the lowest: so that calls of both rarely meet. 0: all are busy.
  int freeChannel(const DigitalSpan& span, pri::Side side) const;
  bool isBusy(int channel) const;

 private:
  std::vector<std::unique_ptr<TrunkCall>> calls_;
};

}  // namespace partyline::simulator
