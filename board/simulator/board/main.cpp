// partyline-board-simulator --link PATH [--model NAME] [--lights COUNT]: a control board on a PTY that PATH leads to. Commands are JSON
// lines on standard input, answers and events JSON lines on standard output; README.md lists them. It ends when its input ends.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "../control/line_input.hpp"
#include "board.hpp"

namespace partyline::simulator {
namespace {

constexpr int kWrong = 2;
constexpr size_t kLongestModel = 40;
constexpr unsigned long kMostLights = 198;

uint8_t lightsOf(const std::string& text) {
  const unsigned long lights = std::stoul(text);
  if (lights > kMostLights) throw Refused("--lights: expected 0 to 198");
  return static_cast<uint8_t>(lights);
}

BoardOptions parsed(int count, char** words) {
  BoardOptions options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i];
    const std::string value = words[i + 1];
    if (name == "--link") options.link = value;
    else if (name == "--model" && !value.empty() && value.size() <= kLongestModel) options.model = value;
    else if (name == "--lights") options.lights = lightsOf(value);
    else throw Refused(name + ": there is no such option, or not with this value");
  }
  if (count % 2 == 0 || options.link.empty()) throw Refused("usage: partyline-board-simulator --link PATH [--model NAME] [--lights COUNT]");
  return options;
}

void writeLine(const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

void run(BoardOptions options) {
  signal(SIGPIPE, SIG_IGN);
  EventLoop loop;
  Control control(writeLine);
  Board board(loop, control, std::move(options));
  const LineInput input(loop, STDIN_FILENO, [&](const std::string& line) { control.take(line); }, [&] { loop.stop(); });
  control.tell("ready", board.state());
  loop.run();
}

}  // namespace
}  // namespace partyline::simulator

int main(int count, char** words) {
  using namespace partyline::simulator;
  try {
    run(parsed(count, words));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "partyline-board-simulator: %s\n", error.what());
    return dynamic_cast<const Refused*>(&error) ? kWrong : 1;
  }
}
