#include "trunk_options.hpp"

namespace partyline::simulator {

namespace {

constexpr int64_t kMostDigits = 20;

std::string wordOr(const Json& options, const char* field, const char* otherwise, const std::vector<std::string>& words) {
  return options.contains(field) ? wordOf(options, field, words) : otherwise;
}

}  // namespace

TrunkOptions trunkOptionsOf(const Json& options, SpanType type) {
  onlyFields(options, {"switchType", "side", "overlap", "digitsSent"}, "\"exchange\"");
  TrunkOptions read;
  const bool ni2 = wordOr(options, "switchType", type == SpanType::e1 ? "euroisdn" : "ni2", {"euroisdn", "ni2"}) == "ni2";
  read.signalling.switch_type = ni2 ? pri::SwitchType::ni2 : pri::SwitchType::euroisdn;
  read.signalling.side = wordOr(options, "side", "network", {"network", "user"}) == "network" ? pri::Side::network : pri::Side::user;
  read.signalling.overlap = flagOr(options, "overlap", false);
  read.digits_sent = static_cast<size_t>(integerOr(options, "digitsSent", 4, {1, kMostDigits}));
  return read;
}

}  // namespace partyline::simulator
