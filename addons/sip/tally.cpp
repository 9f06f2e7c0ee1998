#include "tally.hpp"

#include <utility>

namespace partyline::sip {

std::optional<uint32_t> Tally::count(in_addr_t address, uint64_t now_ms) {
  if (counts_.size() >= most_ && counts_.count(address) == 0) forgetOld(now_ms);
  Count& count = counts_[address];
  count.untold++;
  if (count.told_at_ms != 0 && now_ms - count.told_at_ms < kIntervalMs) return std::nullopt;
  count.told_at_ms = now_ms;
  return std::exchange(count.untold, 0);
}

// Those of the last second are kept; should they be too many, all are forgotten, and are told anew.
void Tally::forgetOld(uint64_t now_ms) {
  for (auto entry = counts_.begin(); entry != counts_.end();) {
    entry = now_ms - entry->second.told_at_ms >= kIntervalMs ? counts_.erase(entry) : std::next(entry);
  }
  if (counts_.size() >= most_) counts_.clear();
}

}  // namespace partyline::sip
