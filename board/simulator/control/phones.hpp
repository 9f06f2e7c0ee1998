// The telephones and what can be asked of them.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../telephone/telephone.hpp"
#include "control.hpp"

namespace partyline::simulator {

struct PhoneFacts {
  std::string id;
  std::string kind;  // "handset", "outside"
  std::string name;
  std::string number;
};

class Phones {
 public:
  explicit Phones(Control& control);

  // A telephone at a pair. Throws Refused when there is one of that id.
  void add(PhoneFacts facts, LineClock& clock, LineFeed& feed, Speech speech);
  // nullptr: there is none.
  Telephone* find(const std::string& id) const;
  Json state() const;

 private:
  struct Phone { PhoneFacts facts; std::unique_ptr<Telephone> telephone; };
  Telephone& of(const Json& request) const;
  Json stateOf(const Phone& phone) const;
  void tell(const std::string& id);
  // Answered with the time at which it was done.
  void add(const char* command, std::function<void(Telephone& telephone, const Json& request)> act);
  void pressKeys(const Json& request, const Control::Answer& answer);

  Control& control_;
  std::vector<std::string> order_;
  std::map<std::string, Phone> phones_;
};

// "measure", whatever the ear is at.
void measureAt(Ear& ear, const Json& request, const Control::Answer& answer);

}  // namespace partyline::simulator
