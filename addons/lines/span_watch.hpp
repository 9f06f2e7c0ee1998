// Looks after the alarms of digital spans: a driver tells of them on channels that are open, and of a span without one not at all.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "line.hpp"
#include "system_calls.hpp"

namespace partyline::lines {

// Any thread that may wait.
class SpanWatch {
 public:
  static constexpr int kEveryMs = 1000;

  explicit SpanWatch(SystemCalls& system) : system_(system) {}

  // These are known already, so nobody needs to be told.
  void know(const std::string& root, const std::vector<SpanFacts>& spans);
  // Where there is nothing to look after, no thread needs to wake for it.
  bool empty() const;
  // What has changed since.
  std::vector<SpanAlarmChange> look();

 private:
  SystemCalls& system_;
  mutable std::mutex mutex_;
  std::map<std::string, std::map<int, Alarms>> known_;
};

}  // namespace partyline::lines
