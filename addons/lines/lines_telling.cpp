// What the line thread reports, made into events, on a thread that may wait.
#include "../rt/clock.hpp"
#include "device_errors.hpp"
#include "lines_impl.hpp"
#include "tty.hpp"

namespace partyline::lines {
namespace {

constexpr int kLongestSleepMs = 10000;
constexpr int64_t kNsPerMs = 1000000;

std::string sentence(Reason reason, int error) {
  const std::string why = error == 0 ? std::string{} : " (" + describeError(error) + ")";
  switch (reason) {
    case Reason::asked: return "";
    case Reason::removed: return "The card or modem was taken out" + why + ".";
    case Reason::failed: return "The driver failed" + why + ".";
    case Reason::hung_up: return "The modem ended the stream.";
    case Reason::restless: return "The driver says without end that it has something, and has nothing.";
    case Reason::refused: return "The modem refused to stream.";
    case Reason::silent: return "The modem does not answer any more.";
    case Reason::endless: return "The driver tells of more events than it can keep.";
    case Reason::garbled: return "The modem answers nonsense.";
  }
  return "";
}

}  // namespace

void Lines::Impl::runTelling() {
  while (!ending_) {
    wake_.wait(span_watch_.empty() ? kLongestSleepMs : SpanWatch::kEveryMs);
    tellAll();
    tellSpanAlarms();
  }
  tellAll();
}

// At once where a channel tells of an alarm, else from time to time.
void Lines::Impl::tellSpanAlarms() {
  const int64_t now_ns = rt::now_ns();
  if (!alarms_changed_ && now_ns - looked_ns_ < SpanWatch::kEveryMs * kNsPerMs) return;
  alarms_changed_ = false;
  looked_ns_ = now_ns;
  for (const SpanAlarmChange& change : span_watch_.look()) around_.listener.told(change);
}

// What came back is freed between: reports that were made before it came back may speak of it, and a device that is told of as let go
// must be.
void Lines::Impl::tellAll() {
  std::vector<LineEvent> events;
  Report report;
  while (thread_.reports().take(report)) collect(report, events);
  rt::NodeList<Returned> returned = thread_.reports().takeReturned();
  while (thread_.reports().take(report)) collect(report, events);
  while (returned.pop()) {}
  for (const LineEvent& event : events) around_.listener.told(event);
}

void Lines::Impl::collect(const Report& report, std::vector<LineEvent>& events) {
  switch (report.kind) {
    case Report::Kind::hook: events.emplace_back(HookChange{report.line, report.on}); break;
    case Report::Kind::flash: events.emplace_back(Flash{report.line}); break;
    case Report::Kind::ring: events.emplace_back(RingBurst{report.line, report.on}); break;
    case Report::Kind::ringer: events.emplace_back(RingerChange{report.line, report.on}); break;
    case Report::Kind::key: collectKey(report, events); break;
    case Report::Kind::pulse_digit: events.emplace_back(LineDigit{report.line, report.code, true}); break;
    case Report::Kind::polarity: events.emplace_back(PolarityChange{report.line}); break;
    case Report::Kind::battery: events.emplace_back(BatteryChange{report.line, report.on}); break;
    case Report::Kind::caller_id: events.emplace_back(CallerIdHeard{report.line, report.caller_id}); break;
    case Report::Kind::tone: events.emplace_back(ToneHeard{report.line, report.watch->name(report.tone), report.on}); break;
    case Report::Kind::dialled: events.emplace_back(Dialled{report.line}); break;
    case Report::Kind::voice: collectVoice(report, events); break;
    case Report::Kind::dle: events.emplace_back(DleCode{report.line, report.code}); break;
    case Report::Kind::alarms:
      alarms_changed_ = true;
      events.emplace_back(AlarmChange{report.line, report.alarms});
      break;
    case Report::Kind::gone: collectGone(report, events); break;
  }
}

void Lines::Impl::collectKey(const Report& report, std::vector<LineEvent>& events) {
  const Guard guard(mutex_);
  const Line* line = find(report.line);
  if (line && line->leg != 0) events.emplace_back(LegDigit{line->leg, report.code});
  else events.emplace_back(LineDigit{report.line, report.code, false});
}

void Lines::Impl::collectVoice(const Report& report, std::vector<LineEvent>& events) {
  if (report.tty >= 0) closeTty(report.tty);
  const Guard guard(mutex_);
  if (Line* line = find(report.line)) line->voice_asked = report.on;
  events.emplace_back(VoiceChange{report.line, report.on, sentence(report.reason, report.error)});
}

void Lines::Impl::collectGone(const Report& report, std::vector<LineEvent>& events) {
  Line line;
  {
    const Guard guard(mutex_);
    const auto found = lines_.find(report.line);
    // Closed meanwhile: nobody listens.
    if (found == lines_.end()) return;
    line = std::move(found->second);
    lines_.erase(found);
    legs_.erase(line.leg);
  }
  release(std::move(line), false);
  events.emplace_back(LineGone{report.line, sentence(report.reason, report.error)});
}

}  // namespace partyline::lines
