#include "trunk_commands.hpp"

#include "../../../addons/pri/log.hpp"
#include "trunk.hpp"

namespace partyline::simulator {

namespace {

constexpr int64_t kHighestTimeslot = 31;
constexpr int64_t kHighestCause = 127;
constexpr int64_t kLongestWait_ms = 600000;

int channelOf(const Trunk& trunk, const Json& request) {
  const auto channel = static_cast<int>(integerOf(request, "channel", 1, kHighestTimeslot));
  if (!trunk.span().isBearer(channel)) throw Refused("\"channel\": " + std::to_string(channel) + " is no bearer channel of this span");
  return channel;
}

std::string digitsOf(const Json& request, const char* field) {
  const std::string digits = textOf(request, field, 20);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) throw Refused("\"" + std::string(field) + "\": expected 1 to 20 digits");
  return digits;
}

}  // namespace

std::shared_ptr<TrunkCommands> TrunkCommands::of(Control& control) {
  // A control has each command once, and lives as long as the program.
  static std::map<Control*, std::weak_ptr<TrunkCommands>> all;
  if (auto there = all[&control].lock()) return there;
  const std::shared_ptr<TrunkCommands> commands(new TrunkCommands(control));
  all[&control] = commands;
  commands->add();
  return commands;
}

void TrunkCommands::join(Trunk& trunk) { trunks_[trunk.id()] = &trunk; }
void TrunkCommands::leave(const Trunk& trunk) { trunks_.erase(trunk.id()); }

Trunk& TrunkCommands::trunkOf(const Json& request) const {
  const std::string id = textOf(request, "span");
  const auto found = trunks_.find(id);
  if (found == trunks_.end()) throw Refused("\"span\": there is no trunk at \"" + id + "\"");
  return *found->second;
}

void TrunkCommands::add() {
  const auto add = [this](const char* name, std::function<void(Trunk&, const Json&)> perform) {
    control_.add(name, [this, perform](const Json& request) {
      perform(trunkOf(request), request);
      return Json();
    });
  };
  add("trunk-restart", [](Trunk& trunk, const Json& request) { trunk.restart(channelOf(trunk, request)); });
  add("trunk-glare", [](Trunk& trunk, const Json& request) { trunk.oddities().glare = {digitsOf(request, "from"), digitsOf(request, "to")}; });
  add("trunk-ask-channel", [](Trunk& trunk, const Json& request) { trunk.oddities().wish = {channelOf(trunk, request), flagOr(request, "exclusive", false)}; });
  add("trunk-move", [](Trunk& trunk, const Json& request) { trunk.oddities().move_to = channelOf(trunk, request); });
  add("trunk-refuse", [](Trunk& trunk, const Json& request) { trunk.oddities().refuse_with = static_cast<int>(integerOf(request, "cause", 1, kHighestCause)); });
  add("trunk-data-call", [](Trunk& trunk, const Json&) { trunk.oddities().data = true; });
  add("trunk-withhold", [](Trunk& trunk, const Json& request) { trunk.oddities().withheld = flagOf(request, "on"); });
  add("trunk-no-answer", [](Trunk& trunk, const Json& request) { trunk.oddities().no_answer_ms = static_cast<int>(integerOf(request, "ms", 1, kLongestWait_ms)); });
  control_.add("trunk-trace", [this](const Json& request) {
    const bool on = flagOf(request, "on");
    pri::setLog(on ? pri::Log([this](const std::string& line) { control_.tell("trunk-trace", {{"line", line}}); }) : pri::Log());
    return Json();
  });
}

}  // namespace partyline::simulator
