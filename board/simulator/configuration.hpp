// What the simulator is made of; README.md shows the file.
#pragma once
#include <string>
#include <vector>

#include "control/control.hpp"
#include "dahdi/analog_port.hpp"
#include "exchange/exchange.hpp"
#include "span/digital_span.hpp"

namespace partyline::simulator {

struct CardConfiguration {
  std::string id;
  double clock_ppm = 0;
  HardwareDigits hardware_digits = HardwareDigits::none;
  EchoCanceller echo_canceller = EchoCanceller::none;
  bool analog = true;
  // An analog one's
  int fxs = 2;
  int hybrid_model = 1;
  double echo_return_loss_db = 12;
  std::vector<std::string> lines;  // numbers, one for each FXO port
  // A digital one's
  SpanType type = SpanType::e1;
  Law law = Law::a;
  NumberRange numbers;
  Json exchange = Json::object();  // the trunk's own options
};

struct PhoneConfiguration {
  std::string id;
  std::string number;
  std::string name;
};

struct ModemConfiguration {
  std::string id;
  std::string number;
  Json options;
};

struct Configuration {
  std::string country = "us";
  bool zone_loaded = true;
  std::string voice;
  std::vector<CardConfiguration> cards;
  std::vector<PhoneConfiguration> outside;
  std::vector<ModemConfiguration> modems;
};

// Throws Refused, naming the field.
Configuration configurationOf(const Json& json);
// Without an object: the default.
Configuration defaultConfiguration();

}  // namespace partyline::simulator
