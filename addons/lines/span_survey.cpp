#include "span_survey.hpp"

#include <algorithm>
#include <cerrno>

#include "dahdi.hpp"
#include "device_errors.hpp"

namespace partyline::lines {
namespace {

SpanType typeOf(const dahdi_spaninfo& info) {
  const std::string type = textOf(info.spantype);
  if (info.linecompat == 0) return SpanType::analog;
  if (type == "E1") return SpanType::e1;
  return type == "T1" || type == "J1" ? SpanType::t1 : SpanType::analog;
}

SpanFacts factsOf(const dahdi_spaninfo& info) {
  SpanFacts facts;
  facts.span = info.spanno;
  facts.name = textOf(info.name);
  facts.description = textOf(info.desc);
  facts.type = typeOf(info);
  facts.alarms = alarmsOf(static_cast<unsigned>(info.alarms));
  facts.line_clock = facts.type != SpanType::analog && info.syncsrc == info.spanno;
  return facts;
}

LineError wrongSpan(const std::string& root, int asked, int answered) {
  return {"BAD_DRIVER", "The driver behind '" + root + "' answers for span " + std::to_string(answered) + " when asked for " + std::to_string(asked) +
                            ". Reload it."};
}

}  // namespace

SpanSurvey::SpanSurvey(SystemCalls& system, const std::string& root) : system_(system), root_(root) {
  const std::string path = root + "/ctl";
  fd_ = system_.open(path.c_str());
  if (fd_ < 0) throw openError(path, errno);
}

SpanSurvey::~SpanSurvey() { system_.close(fd_); }

// Their numbers may have gaps.
std::vector<SpanFacts> SpanSurvey::spans() {
  std::vector<SpanFacts> found;
  for (int number = 1; number < DAHDI_MAX_SPANS; number++) {
    dahdi_spaninfo info{};
    info.spanno = number;
    if (system_.ioctl(fd_, DAHDI_SPANSTAT, &info) != 0) {
      if (errno == ENOTTY) throw LineError("BAD_DRIVER", "'" + root_ + "/ctl' is not DAHDI's: it knows no spans.");
      if (errno != EINVAL && errno != ENXIO && errno != ENODEV) throw openError(root_ + "/ctl", errno);
      continue;
    }
    if (info.spanno != number) throw wrongSpan(root_, number, info.spanno);
    found.push_back(factsOf(info));
    if (info.totalspans > 0 && found.size() >= static_cast<size_t>(info.totalspans)) break;
  }
  return found;
}

std::vector<SpanFacts> SpanSurvey::spansWithChannels() {
  std::vector<SpanFacts> found = spans();
  if (!found.empty()) addChannels(found);
  return found;
}

void SpanSurvey::addChannels(std::vector<SpanFacts>& spans) {
  for (int number = 1; number < DAHDI_MAX_CHANNELS; number++) {
    dahdi_params params{};
    params.channo = number;
    if (system_.ioctl(fd_, DAHDI_GET_PARAMS, &params) != 0 || params.channo != number) continue;
    const auto span = std::find_if(spans.begin(), spans.end(), [&](const SpanFacts& facts) { return facts.span == params.spanno; });
    if (span != spans.end()) span->channels.push_back({number, params.chanpos, textOf(params.name), kindOf(params.sigtype)});
  }
}

int SpanSurvey::clockOf(int span) {
  dahdi_spaninfo info{};
  info.spanno = span;
  if (system_.ioctl(fd_, DAHDI_SPANSTAT, &info) != 0 || typeOf(info) == SpanType::analog) return 0;
  return std::max(0, info.syncsrc);
}

std::optional<Alarms> SpanSurvey::alarmsOf(int span) {
  dahdi_spaninfo info{};
  info.spanno = span;
  if (system_.ioctl(fd_, DAHDI_SPANSTAT, &info) != 0) return std::nullopt;
  return lines::alarmsOf(static_cast<unsigned>(info.alarms));
}

}  // namespace partyline::lines
