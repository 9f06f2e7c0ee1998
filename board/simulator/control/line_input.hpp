// Lines of text from a file that others write to: standard input, a socket.
#pragma once
#include <functional>
#include <string>

#include "../loop/event_loop.hpp"

namespace partyline::simulator {

class LineInput {
 public:
  using Line = std::function<void(const std::string& line)>;
  // `file` is not closed here. A line longer than a command can be is given as an empty one. `ended`: nothing more comes.
  LineInput(EventLoop& loop, int file, Line line, std::function<void()> ended);
  ~LineInput();
  LineInput(const LineInput&) = delete;
  LineInput& operator=(const LineInput&) = delete;

 private:
  void ready();
  void take(const char* text, size_t length);

  EventLoop& loop_;
  const int file_;
  const Line line_;
  const std::function<void()> ended_;
  std::string waiting_;
  bool too_long_ = false;
};

}  // namespace partyline::simulator
