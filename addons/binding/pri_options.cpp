#include "pri_options.hpp"

#include "../pri/party.hpp"

namespace partyline::binding {

namespace {

constexpr Range kChannelNumber{1, 65535};

bool isNumber(const std::string& text) {
  const std::string digits = text.rfind('+', 0) == 0 ? text.substr(1) : text;
  return digits.size() <= pri::kMostDigits && pri::cleanDigits(digits) == digits;
}

std::string readNumber(const Properties& from, const char* key) {
  const std::string number = from.text(key);
  if (from.ok() && !isNumber(number)) from.refuse(key, "at most 32 of 0-9, * and #, with or without a plus sign before them");
  return number;
}

}  // namespace

pri::SpanOptions readPriSpanOptions(Arguments& arguments, size_t index) {
  const Properties from(arguments, arguments.object(index, "options"), "options");
  pri::SpanOptions options;
  options.root = from.text("root");
  options.d_channel = static_cast<int>(from.integer("dChannel", kChannelNumber));
  options.options.switch_type = static_cast<pri::SwitchType>(from.oneOf("switchType", {"euroisdn", "ni2"}));
  options.options.side = static_cast<pri::Side>(from.oneOf("side", {"user", "network"}));
  options.options.overlap = from.boolean("overlap");
  return options;
}

pri::Setup readPriSetup(const Properties& from) {
  pri::Setup setup;
  setup.channel = static_cast<int>(from.integer("channel", kBearer));
  setup.exclusive = from.boolean("exclusive");
  setup.called = readNumber(from, "called");
  setup.called_plan = static_cast<pri::NumberPlan>(from.oneOf("calledPlan", {"unknown", "national", "international", "subscriber"}));
  setup.calling = readNumber(from, "calling");
  setup.calling_name = from.text("callingName");
  setup.withheld = setup.calling.empty();
  setup.complete = from.boolean("complete");
  setup.law = static_cast<pri::Law>(from.oneOf("law", {"a", "mu"}));
  return setup;
}

std::string readPriDigits(Arguments& arguments, size_t index) {
  const std::string digits = arguments.text(index, "digits");
  const bool good = digits.size() <= pri::kMostDigits && pri::cleanDigits(digits) == digits;
  if (arguments.ok() && !good) arguments.fail("digits", "at most 32 of 0-9, * and #", arguments.value(index));
  return digits;
}

}  // namespace partyline::binding
