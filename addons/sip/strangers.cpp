#include "strangers.hpp"

namespace partyline::sip {

bool Strangers::ask(const std::string& call_id, const Stranger& stranger) {
  const auto known = asked_.find(call_id);
  if (known != asked_.end()) return known->second.cseq == stranger.cseq;
  if (asked_.size() < kMost) asked_.emplace(call_id, stranger);
  return true;
}

std::vector<Stranger> Strangers::gone(uint64_t now_ms) {
  std::vector<Stranger> gone;
  for (auto entry = asked_.begin(); entry != asked_.end();) {
    const bool over = now_ms - entry->second.asked_at_ms >= kPatienceMs;
    if (over) gone.push_back(entry->second);
    entry = over ? asked_.erase(entry) : std::next(entry);
  }
  return gone;
}

}  // namespace partyline::sip
