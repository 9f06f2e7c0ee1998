#include "report.hpp"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <map>
#include <sstream>

#include "clock.hpp"
#include "script.hpp"

namespace partyline::bench {
namespace {

constexpr double kAudibleDbov = -45;

struct Totals {
  int calls = 0, failed = 0, ended_early = 0, without_audio = 0;
  int64_t received = 0, lost = 0, missing = 0, disordered = 0, longest_gap_ns = 0;
  std::map<int, int> failures;   // by SIP status
};

Totals sumUp(const Run& run, bool late, int64_t window_ns) {
  Totals t;
  const int64_t expected = window_ns / (kSlotMs * kNsPerMs) - 1;
  for (const auto& call : run.calls()) {
    if (call.late != late) continue;
    ++t.calls;
    const auto& dialog = *call.dialog;
    if (dialog.answeredNs() == 0) ++t.failed, ++t.failures[dialog.failureStatus()];
    if (dialog.endedByTarget()) ++t.ended_early;
    if (call.media_on && call.received.received() == 0) ++t.without_audio;
    t.received += call.received.received();
    t.lost += call.received.lost();
    t.disordered += call.received.disordered();
    t.longest_gap_ns = std::max(t.longest_gap_ns, call.received.longestGapNs());
    const int64_t arrived_or_lost = call.received.received() + call.received.lost();
    if (call.media_on && !late) t.missing += std::max<int64_t>(0, expected - arrived_or_lost);
  }
  return t;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::clamp<size_t>(rank, 1, values.size()) - 1];
}

void writeTotals(std::ostream& out, const Totals& t) {
  out << "{\"calls\":" << t.calls << ",\"failed\":" << t.failed << ",\"endedEarly\":" << t.ended_early
      << ",\"withoutAudio\":" << t.without_audio << ",\"received\":" << t.received << ",\"lost\":" << t.lost
      << ",\"missing\":" << t.missing << ",\"disordered\":" << t.disordered
      << ",\"longestGapMs\":" << static_cast<double>(t.longest_gap_ns) / kNsPerMs << ",\"failures\":{";
  const char* comma = "";
  for (const auto& [status, count] : t.failures) {
    out << comma << "\"" << status << "\":" << count;
    comma = ",";
  }
  out << "}}";
}

void writeHearing(std::ostream& out, const Hearing& h) {
  const auto& l = h.latencies_ms;
  const auto audible = std::count_if(h.speech_dbov.begin(), h.speech_dbov.end(), [](double v) { return v > kAudibleDbov; });
  out << ",\"latencyMs\":{\"count\":" << l.size() << ",\"min\":" << percentile(l, 0) << ",\"p50\":" << percentile(l, 0.5)
      << ",\"p99\":" << percentile(l, 0.99) << ",\"max\":" << percentile(l, 1) << "}"
      << ",\"markers\":{\"expected\":" << h.expected << ",\"heard\":" << h.heard << ",\"damaged\":" << h.damaged
      << ",\"own\":" << h.own << "}"
      << ",\"speech\":{\"listeners\":" << h.speech_dbov.size() << ",\"hearing\":" << audible
      << ",\"medianDbov\":" << percentile(h.speech_dbov, 0.5) << "}";
}

}  // namespace

std::string makeReport(const Run& run, const Measurement& m, const Hearing& hearing) {
  const auto& w = m.window;
  const auto seconds = [](int64_t ns) { return static_cast<double>(ns) / kNsPerS; };
  std::ostringstream out;
  out << std::fixed << std::setprecision(3);
  out << "{\"windowS\":" << seconds(w.clock_ns) << ",\"setupS\":" << seconds(m.setup_ns) << ",\"targetCpuS\":" << seconds(w.target_cpu_ns)
      << ",\"generatorCpuS\":" << seconds(w.generator_cpu_ns) << ",\"droppedAtTarget\":" << w.dropped_at_target
      << ",\"droppedAtGenerator\":" << w.dropped_at_generator << ",\"lateMs\":" << w.late_ms << ",\"base\":";
  writeTotals(out, sumUp(run, false, w.clock_ns));
  out << ",\"late\":";
  writeTotals(out, sumUp(run, true, w.clock_ns));
  writeHearing(out, hearing);
  out << "}\n";
  return out.str();
}

}  // namespace partyline::bench
