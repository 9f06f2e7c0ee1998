#include "leg.hpp"

#include <utility>

namespace partyline::sip {

using Guard = std::lock_guard<std::mutex>;

std::shared_ptr<StreamPort> Leg::port() const {
  const Guard guard(mutex_);
  return port_;
}

void Leg::setPort(std::shared_ptr<StreamPort> port) {
  const Guard guard(mutex_);
  port_.swap(port);
}

bool Leg::acceptDigit(char digit, DigitSource source, uint64_t now_ms) {
  const Guard guard(mutex_);
  return digits_.accept(digit, source, now_ms);
}

uint64_t Leg::silentMs(bool heard, uint64_t now_ms) {
  if (heard || heard_at_ms_ == 0) {
    heard_at_ms_ = now_ms;
    silence_told_ = false;
  }
  return now_ms - heard_at_ms_;
}

bool Leg::tellSilence() { return !std::exchange(silence_told_, true); }

std::shared_ptr<Leg> Legs::add() {
  const Guard guard(mutex_);
  return addLocked();
}

std::shared_ptr<Leg> Legs::addWithin(size_t most) {
  const Guard guard(mutex_);
  return legs_.size() < most ? addLocked() : nullptr;
}

std::shared_ptr<Leg> Legs::addLocked() {
  const auto leg = std::make_shared<Leg>(ids_.next());
  legs_.emplace(leg->id(), leg);
  return leg;
}

void Legs::remove(LegId id) {
  const Guard guard(mutex_);
  legs_.erase(id);
}

std::shared_ptr<Leg> Legs::find(LegId id) const {
  const Guard guard(mutex_);
  const auto found = legs_.find(id);
  return found == legs_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<Leg>> Legs::all() const {
  const Guard guard(mutex_);
  std::vector<std::shared_ptr<Leg>> all;
  all.reserve(legs_.size());
  for (const auto& [id, leg] : legs_) all.push_back(leg);
  return all;
}

size_t Legs::size() const {
  const Guard guard(mutex_);
  return legs_.size();
}

}  // namespace partyline::sip
