#include "call.hpp"

#include <algorithm>

namespace partyline::pri {

namespace {

template <typename List, typename Fits>
Call* first(const List& calls, Fits fits) {
  const auto found = std::find_if(calls.begin(), calls.end(), [&](const auto& call) { return fits(*call); });
  return found == calls.end() ? nullptr : found->get();
}

}  // namespace

Call& Calls::add(CallId id, q931_call* handle) {
  calls_.push_back(std::make_unique<Call>());
  calls_.back()->id = id;
  calls_.back()->handle = handle;
  return *calls_.back();
}

Call* Calls::find(CallId id) const {
  return first(calls_, [&](const Call& call) { return call.id == id; });
}

Call* Calls::find(const q931_call* handle) const {
  return first(calls_, [&](const Call& call) { return call.handle == handle; });
}

void Calls::remove(const Call& call) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [&](const auto& one) { return one.get() == &call; });
  if (found != calls_.end()) calls_.erase(found);
}

std::vector<CallId> Calls::ids() const {
  std::vector<CallId> ids;
  for (const auto& call : calls_) ids.push_back(call->id);
  return ids;
}

}  // namespace partyline::pri
