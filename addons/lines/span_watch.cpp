#include "span_watch.hpp"

#include "span_survey.hpp"

namespace partyline::lines {

using Guard = std::lock_guard<std::mutex>;

void SpanWatch::know(const std::string& root, const std::vector<SpanFacts>& spans) {
  const Guard guard(mutex_);
  for (const SpanFacts& span : spans) {
    if (span.type != SpanType::analog) known_[root][span.span] = span.alarms;
  }
}

bool SpanWatch::empty() const {
  const Guard guard(mutex_);
  return known_.empty();
}

std::vector<SpanAlarmChange> SpanWatch::look() {
  const Guard guard(mutex_);
  std::vector<SpanAlarmChange> changes;
  for (auto& [root, known] : known_) {
    try {
      SpanSurvey survey(system_, root);
      for (auto& [span, alarms] : known) {
        const auto now = survey.alarmsOf(span);
        if (!now || *now == alarms) continue;
        alarms = *now;
        changes.push_back({root, span, alarms});
      }
    } catch (const LineError&) {
      // The driver is gone; its channels tell that themselves.
    }
  }
  return changes;
}

}  // namespace partyline::lines
