// The exchange's lines to the box and its modems, and what can be asked of them.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../exchange/subscriber_line.hpp"
#include "control.hpp"

namespace partyline::simulator {

class Lines {
 public:
  Lines(Control& control, Exchange& exchange, const ToneZone& zone, Speech speech);

  // Throws Refused when the number is somebody else's.
  SubscriberLine& add(const std::string& id, const std::string& number);
  Json state() const;

 private:
  SubscriberLine& of(const Json& request) const;
  Json stateOf(const std::string& id) const;
  void addCommands();

  Control& control_;
  Exchange& exchange_;
  const ToneZone& zone_;
  const Speech speech_;
  std::vector<std::string> order_;
  std::map<std::string, std::unique_ptr<SubscriberLine>> lines_;
};

std::string nameOf(DialWay way);

}  // namespace partyline::simulator
