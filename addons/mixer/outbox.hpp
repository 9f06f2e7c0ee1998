// What one shard tells the control side. The audio thread puts in, the control thread takes out.
#pragma once
#include <atomic>
#include <memory>

#include "../rt/mailbox.hpp"
#include "../rt/spsc_ring.hpp"
#include "../rt/wake.hpp"
#include "returned.hpp"

namespace partyline::mixer {

struct Report {
  enum class Kind { talking, digit } kind = Kind::talking;
  SeatId seat = 0;
  bool talking = false;
  char digit = 0;
  uint32_t duration_ms = 0;
};

class Outbox {
 public:
  explicit Outbox(rt::Wake& reader) : reader_(reader), reports_(kReports) {}

  // Audio thread.
  void give(std::unique_ptr<Returned> node) noexcept {
    returned_.push(std::move(node));
    news_ = true;
  }
  void report(const Report& report) noexcept {
    if (!reports_.push(report)) fault();
    news_ = true;
  }
  void fault() noexcept { faults_.fetch_add(1, std::memory_order_relaxed); }
  // At the end of a tick: wakes the reader when there is something.
  void send() noexcept {
    if (news_) reader_.post();
    news_ = false;
  }

  // Control thread.
  rt::NodeList<Returned> takeReturned() noexcept { return returned_.takeAll(); }
  bool takeReport(Report& report) noexcept { return reports_.pop(report); }

  uint64_t faults() const noexcept { return faults_.load(std::memory_order_relaxed); }

 private:
  static constexpr size_t kReports = 16384;  // several seconds of a whole box that talks at once
  rt::Wake& reader_;
  rt::Mailbox<Returned> returned_;
  rt::SpscRing<Report> reports_;
  std::atomic<uint64_t> faults_{0};
  bool news_ = false;
};

}  // namespace partyline::mixer
