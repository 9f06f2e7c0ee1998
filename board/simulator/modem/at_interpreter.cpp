#include "at_interpreter.hpp"

#include <algorithm>
#include <cctype>

namespace partyline::simulator {

namespace {

constexpr size_t kLongestCommand = 200;
const std::string kOk = "OK";
const std::string kError = "ERROR";

bool begins(const std::string& text, const char* with) { return text.rfind(with, 0) == 0; }

std::string upper(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return text;
}

// Basic settings that change nothing here: a letter, perhaps after '&', and a number.
bool isSetting(const std::string& command, size_t& at) {
  if (command[at] == '&') at++;
  if (at >= command.size() || std::string("DFLMNQVWXYZ").find(command[at]) == std::string::npos) return false;
  at++;
  while (at < command.size() && std::isdigit(static_cast<unsigned char>(command[at]))) at++;
  return true;
}

}  // namespace

void AtInterpreter::take(char letter) {
  if (awaited_) return line_.interrupted();
  if (echo_ && letter != '\n') write_(std::string(1, letter));
  if (letter == '\r') {
    const std::string command = upper(typed_);
    typed_.clear();
    const size_t at = command.rfind("AT");
    if (at == 0) execute(command.substr(2));
  } else if (letter > ' ' && typed_.size() < kLongestCommand) {
    typed_ += letter;
  }
}

void AtInterpreter::execute(const std::string& command) {
  const std::string result = perform(command);
  awaited_ = result.empty();
  if (!awaited_) say(result);
}

void AtInterpreter::result(const std::string& text) {
  awaited_ = false;
  say(text);
}

void AtInterpreter::reset() {
  typed_.clear();
  echo_ = true;
  awaited_ = voice_mode_ = caller_id_ = false;
}

std::string AtInterpreter::perform(const std::string& command) {
  if (begins(command, "D")) return line_.dial(command.substr(std::min(command.size(), command.find_first_not_of("DTP"))));
  if (begins(command, "+V")) return voice_mode_ ? voice(command) : kError;
  if (begins(command, "+")) return extended(command);
  return basic(command);
}

std::string AtInterpreter::basic(const std::string& command) {
  for (size_t at = 0; at < command.size();) {
    const char letter = command[at];
    if (letter == 'H') return line_.hang_up();
    if (letter == 'A') return line_.take();
    if (letter == 'I') {
      if (command.substr(at) == "I3") inform(model_.information);
      else inform({"56000"});
      return kOk;
    }
    if (letter == 'E') {
      echo_ = at + 1 < command.size() && command[at + 1] == '1';
      at += 2;
    } else if (begins(command.substr(at), "S0=")) {
      at += 4;
    } else {
      if (letter == 'Z') voice_mode_ = caller_id_ = false;
      if (!isSetting(command, at)) return kError;
    }
  }
  return kOk;
}

std::string AtInterpreter::extended(const std::string& command) {
  if (command == "+FMI?" || command == "+GMI?") return inform({model_.manufacturer}), kOk;
  if (command == "+FMM?" || command == "+GMM?") return inform({model_.product}), kOk;
  if (command == "+FCLASS=?") return inform({model_.has_voice ? "0,1,8" : "0,1"}), kOk;
  if (command == "+FCLASS?") return inform({voice_mode_ ? "8" : "0"}), kOk;
  if (command == "+FCLASS=8" && model_.has_voice) return voice_mode_ = true, kOk;
  if (command == "+FCLASS=0") return voice_mode_ = false, kOk;
  return kError;
}

std::string AtInterpreter::voice(const std::string& command) {
  if (command == "+VSM=?") return inform(model_.methods), kOk;
  if (begins(command, "+VSM=")) return sampling(command.substr(5));
  if (begins(command, "+VCID=")) return caller_id_ = command == "+VCID=1", kOk;
  if (begins(command, "+VSD=") || begins(command, "+VGR=") || begins(command, "+VGT=")) return kOk;
  if (command == "+VLS=1") return line_.take() == "" ? kError : model_.off_hook_result;
  if (command == "+VLS=0") return line_.hang_up();
  if (command == "+VTR") return line_.stream();
  return kError;
}

std::string AtInterpreter::sampling(const std::string& value) {
  return value == std::to_string(model_.method) + ",8000" ? kOk : kError;
}

void AtInterpreter::inform(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) say(line);
}

}  // namespace partyline::simulator
