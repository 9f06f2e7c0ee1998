// From the line thread to those who may wait: what happened on lines, and what it gives back.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>

#include "../dsp/caller_id.hpp"
#include "../dsp/tone_watch.hpp"
#include "../rt/mailbox.hpp"
#include "../rt/spsc_ring.hpp"
#include "../rt/wake.hpp"
#include "line.hpp"

namespace partyline::lines {

// Why a line is no more, or a voice stream ended.
enum class Reason : uint8_t { asked, removed, failed, hung_up, restless, refused, silent, garbled, endless };

struct Report {
  enum class Kind : uint8_t {
    hook, flash, ring, ringer, key, pulse_digit, polarity, battery, caller_id, tone, dialled, voice, dle, alarms, gone,
  } kind = Kind::hook;
  LineId line = 0;
  bool on = false;
  char code = 0;                          // key, pulse_digit, dle
  Alarms alarms = 0;
  Reason reason = Reason::asked;          // voice, gone
  int error = 0;                          // errno
  int tty = -1;                           // voice, that ended: the device, to be let go before this is told
  const dsp::ToneWatch* watch = nullptr;  // tone: lives until this report was taken
  size_t tone = 0;
  dsp::CallerId caller_id;
};

// What was posted to the line thread and comes back to be freed where freeing may wait.
class Returned : public rt::Node {};

class Reports {
 public:
  explicit Reports(rt::Wake& reader) : reader_(reader), reports_(kReports) {}

  // Line thread.
  void push(const Report& report) noexcept {
    if (!reports_.push(report)) lost_.fetch_add(1, std::memory_order_relaxed);
    news_ = true;
  }
  void giveBack(std::unique_ptr<Returned> node) noexcept {
    returned_.push(std::move(node));
    news_ = true;
  }
  void send() noexcept {
    if (news_) reader_.post();
    news_ = false;
  }

  // The reader. What came back is to be freed after the reports that were there before were taken: they may speak of it.
  rt::NodeList<Returned> takeReturned() noexcept { return returned_.takeAll(); }
  bool take(Report& report) noexcept { return reports_.pop(report); }
  uint32_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

 private:
  static constexpr size_t kReports = 4096;
  rt::Wake& reader_;
  rt::SpscRing<Report> reports_;
  rt::Mailbox<Returned> returned_;
  std::atomic<uint32_t> lost_{0};
  bool news_ = false;
};

// Reports of one line.
class Reporter {
 public:
  Reporter(LineId line, Reports& reports) : line_(line), reports_(reports) {}

  LineId line() const noexcept { return line_; }
  void tell(Report report) noexcept {
    report.line = line_;
    reports_.push(report);
  }
  void tell(Report::Kind kind, bool on = true, char code = 0) noexcept {
    Report report;
    report.kind = kind;
    report.on = on;
    report.code = code;
    tell(report);
  }

 private:
  const LineId line_;
  Reports& reports_;
};

}  // namespace partyline::lines
