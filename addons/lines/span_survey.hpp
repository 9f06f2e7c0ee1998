// What spans and channels there are, and how the spans are.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "line.hpp"
#include "system_calls.hpp"

namespace partyline::lines {

// Control thread. The driver behind <root>/ctl, asked.
class SpanSurvey {
 public:
  // Throws LineError.
  SpanSurvey(SystemCalls& system, const std::string& root);
  ~SpanSurvey();
  SpanSurvey(const SpanSurvey&) = delete;
  SpanSurvey& operator=(const SpanSurvey&) = delete;

  // Throws LineError. Without channels.
  std::vector<SpanFacts> spans();
  std::vector<SpanFacts> spansWithChannels();
  // The number of the span whose clock this one has; 0: it has none of a line.
  int clockOf(int span);
  // Nothing: there is no such span now.
  std::optional<Alarms> alarmsOf(int span);

 private:
  void addChannels(std::vector<SpanFacts>& spans);

  SystemCalls& system_;
  const std::string root_;
  int fd_ = -1;
};

}  // namespace partyline::lines
