#include "trunk_call.hpp"

#include <algorithm>

namespace partyline::simulator {

namespace {

constexpr int kHighestTimeslot = 31;

}  // namespace

TrunkCall& TrunkCalls::add(LineClock& clock, pri::CallId id) {
  calls_.push_back(std::make_unique<TrunkCall>(clock));
  calls_.back()->id = id;
  return *calls_.back();
}

TrunkCall* TrunkCalls::find(pri::CallId id) const {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [&](const auto& call) { return call->id == id; });
  return found == calls_.end() ? nullptr : found->get();
}

TrunkCall* TrunkCalls::find(const CallEnd& end) const {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [&](const auto& call) { return call->end == &end; });
  return found == calls_.end() ? nullptr : found->get();
}

void TrunkCalls::remove(pri::CallId id) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [&](const auto& call) { return call->id == id; });
  if (found != calls_.end()) calls_.erase(found);
}

int TrunkCalls::freeChannel(const DigitalSpan& span, pri::Side side) const {
  for (int i = 1; i <= kHighestTimeslot; i++) {
    const int timeslot = side == pri::Side::network ? kHighestTimeslot + 1 - i : i;
    if (span.isBearer(timeslot) && !isBusy(timeslot)) return timeslot;
  }
  return 0;
}

bool TrunkCalls::isBusy(int channel) const {
  return std::any_of(calls_.begin(), calls_.end(), [&](const auto& call) { return call->channel == channel; });
}

}  // namespace partyline::simulator
