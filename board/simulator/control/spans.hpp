// The digital spans, and what can be done to their cables.
#pragma once
#include <string>
#include <vector>

#include "../dahdi/digital_card.hpp"
#include "control.hpp"

namespace partyline::simulator {

class Spans {
 public:
  explicit Spans(Control& control);

  void add(DigitalCard& card);
  Json state() const;

 private:
  struct Span { std::string id; DigitalCard* card; };
  Span of(const Json& request) const;
  void tell(const Span& span);

  Control& control_;
  std::vector<Span> spans_;
};

}  // namespace partyline::simulator
