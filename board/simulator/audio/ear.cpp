#include "ear.hpp"

#include <algorithm>

namespace partyline::simulator {

namespace {

// Longer than a busy machine keeps somebody who listens from asking for more.
constexpr int64_t kRememberedMs = 30000;

}  // namespace

Ear::Ear() : blocks_(kRememberedMs / kBlockMs) {}

void Ear::hear(const Block& block, int64_t until_ms) {
  heard_ms_ = std::max(heard_ms_, until_ms - kRememberedMs - kBlockMs);
  while (heard_ms_ < until_ms - kBlockMs) take({});
  take(block);
}

void Ear::take(const Block& block) {
  remembered(heard_ms_) = block;
  heard_ms_ += kBlockMs;
  std::vector<Running> over;
  for (size_t i = 0; i < running_.size();) {
    if (!running_[i].measurement.take(block)) { ++i; continue; }
    over.push_back(std::move(running_[i]));
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (const Running& each : over) each.done(each.measurement, each.from_ms);
}

void Ear::measure(Measurement measurement, std::optional<int64_t> from_ms, Done done) {
  const int64_t oldest_ms = std::max<int64_t>(heard_ms_ - kRememberedMs, 0);
  const int64_t begin_ms = std::clamp(from_ms.value_or(heard_ms_) / kBlockMs * kBlockMs, oldest_ms, heard_ms_);
  for (int64_t at_ms = begin_ms; at_ms < heard_ms_; at_ms += kBlockMs) {
    if (measurement.take(remembered(at_ms))) return done(measurement, begin_ms);
  }
  running_.push_back({std::move(measurement), begin_ms, std::move(done)});
}

Block& Ear::remembered(int64_t from_ms) { return blocks_[static_cast<size_t>(from_ms / kBlockMs) % blocks_.size()]; }

}  // namespace partyline::simulator
