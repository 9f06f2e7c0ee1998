#include "words.hpp"

namespace partyline::pri::test {

namespace {

std::string onChannel(int channel) { return " on " + std::to_string(channel); }
std::string inband(bool is) { return is ? " inband" : ""; }

struct Words {
  std::string operator()(const Up&) const { return "up"; }
  std::string operator()(const Down& e) const { return "down: " + e.reason; }
  std::string operator()(const Offered& e) const {
    return "setup to " + e.called + " from " + (e.calling.empty() ? "nobody" : e.calling) + (e.calling_name.empty() ? "" : " (" + e.calling_name + ")") +
           onChannel(e.channel) + (e.flexible ? " or another" : "") + (e.complete ? "" : ", more to come") + (e.voice ? "" : ", no voice");
  }
  std::string operator()(const Digits& e) const { return "digits " + e.digits + (e.complete ? ", complete" : ""); }
  std::string operator()(const More& e) const { return "more" + onChannel(e.channel); }
  std::string operator()(const Proceeding& e) const { return "proceeding" + onChannel(e.channel) + inband(e.inband); }
  std::string operator()(const Alerting& e) const { return "alerting" + onChannel(e.channel) + inband(e.inband); }
  std::string operator()(const Answered& e) const { return "answered" + onChannel(e.channel); }
  std::string operator()(const Cleared& e) const { return "cleared " + std::to_string(e.cause) + inband(e.inband); }
  std::string operator()(const Ended& e) const { return "ended " + std::to_string(e.cause); }
  std::string operator()(const Restart& e) const { return "restart" + onChannel(e.channel); }
  std::string operator()(const Restarted& e) const { return "restarted" + onChannel(e.channel); }
};

struct CallIn {
  template <typename E>
  auto operator()(const E& event) const -> decltype(event.call) { return event.call; }
  CallId operator()(const Up&) const { return 0; }
  CallId operator()(const Down&) const { return 0; }
  CallId operator()(const Restart&) const { return 0; }
  CallId operator()(const Restarted&) const { return 0; }
};

}  // namespace

std::string wordsOf(const Event& event) { return std::visit(Words{}, event); }
CallId callOf(const Event& event) { return std::visit(CallIn{}, event); }

}  // namespace partyline::pri::test
