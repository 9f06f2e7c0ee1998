// A modem's command state (ITU-T V.250): lines that begin with AT, and their results. What a command does to the line is its owner's.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "models.hpp"

namespace partyline::simulator {

class AtInterpreter {
 public:
  // What the line has to do with a command. Each answers the result; empty: it comes later, by `result`.
  struct Line {
    std::function<std::string()> hang_up;
    std::function<std::string()> take;
    std::function<std::string(const std::string& number)> dial;
    std::function<std::string()> stream;   // +VTR
    std::function<void()> interrupted;     // something was typed while a result is awaited
  };
  using Write = std::function<void(const std::string& text)>;

  AtInterpreter(const ModemModel& model, Line line, Write write) : model_(model), line_(std::move(line)), write_(std::move(write)) {}

  void take(char letter);
  // The awaited one.
  void result(const std::string& text);
  // Unasked: RING, a caller ID.
  void say(const std::string& text) { write_("\r\n" + text + "\r\n"); }
  void reset();

  bool inVoiceMode() const { return voice_mode_; }
  bool tellsCallerId() const { return caller_id_; }

 private:
  void execute(const std::string& command);
  std::string perform(const std::string& command);
  std::string basic(const std::string& command);
  std::string extended(const std::string& command);
  std::string voice(const std::string& command);
  std::string sampling(const std::string& value);
  void inform(const std::vector<std::string>& lines);

  const ModemModel& model_;
  const Line line_;
  const Write write_;
  std::string typed_;
  bool echo_ = true;
  bool awaited_ = false;
  bool voice_mode_ = false;
  bool caller_id_ = false;
};

}  // namespace partyline::simulator
