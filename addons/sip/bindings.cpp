#include "bindings.hpp"

#include <algorithm>
#include <utility>

namespace partyline::sip {

namespace {

uint32_t secondsLeft(const Binding& binding, uint64_t now_ms) {
  return binding.expires_at_ms > now_ms ? static_cast<uint32_t>((binding.expires_at_ms - now_ms + 999) / 1000) : 0;
}

}  // namespace

// RFC 3261 10.3, steps 6 and 7: a retransmission that was overtaken must not undo what came after it.
bool Bindings::outOfOrder(const Binding& known, const RegisterRequest& request) {
  return known.call_id == request.call_id && known.cseq >= request.cseq;
}

bool Bindings::update(const RegisterRequest& request, uint64_t now_ms) {
  removeExpired(now_ms);
  const List& known = of(request.phone);
  const auto concerned = [&](const Binding& binding) {
    return request.removes_all || std::any_of(request.wishes.begin(), request.wishes.end(), [&](const Wish& wish) {
      return wish.contact.uri == binding.contact.uri;
    });
  };
  if (std::any_of(known.begin(), known.end(), [&](const Binding& binding) { return concerned(binding) && outOfOrder(binding, request); })) {
    return false;
  }
  if (request.removes_all) removePhone(request.phone);
  for (const Wish& wish : request.wishes) {
    if (wish.expires_s > 0) put(request, wish, now_ms);
    else remove(request.phone, [&](const Binding& binding) { return binding.contact.uri == wish.contact.uri; });
  }
  return true;
}

// A phone that takes a new port at each start leaves its old contacts behind: the one refreshed longest ago makes room.
void Bindings::put(const RegisterRequest& request, const Wish& wish, uint64_t now_ms) {
  List& list = phones_[request.phone];
  // Two contacts at which the same place is called are one.
  const auto same = std::find_if(list.begin(), list.end(), [&](const Binding& binding) {
    return binding.contact.uri == wish.contact.uri || binding.contact.call_uri == wish.contact.call_uri;
  });
  if (same != list.end()) {
    const Contact before = same->contact;
    list.erase(same);
    if (before.call_uri != wish.contact.call_uri) tell_(request.phone, before, 0);
  } else if (list.size() >= kMostContacts) {
    const Binding oldest = list.front();
    list.erase(list.begin());
    tell_(request.phone, oldest.contact, 0);
  }
  list.push_back({wish.contact, request.call_id, request.cseq, now_ms + uint64_t{wish.expires_s} * 1000});
  tell_(request.phone, wish.contact, wish.expires_s);
}

const std::vector<Binding>& Bindings::of(PhoneId phone) const {
  static const List none;
  const auto found = phones_.find(phone);
  return found == phones_.end() ? none : found->second;
}

void Bindings::remove(PhoneId phone, const std::function<bool(const Binding&)>& unwanted) {
  const auto found = phones_.find(phone);
  if (found == phones_.end()) return;
  List kept;
  List gone;
  for (Binding& binding : found->second) (unwanted(binding) ? gone : kept).push_back(std::move(binding));
  if (kept.empty()) phones_.erase(found);
  else found->second = std::move(kept);
  for (const Binding& binding : gone) tell_(phone, binding.contact, 0);
}

void Bindings::removePhone(PhoneId phone) {
  remove(phone, [](const Binding&) { return true; });
}

void Bindings::removeExpired(uint64_t now_ms) {
  std::vector<PhoneId> all;
  for (const auto& [phone, list] : phones_) all.push_back(phone);
  for (const PhoneId phone : all) {
    remove(phone, [&](const Binding& binding) { return binding.expires_at_ms <= now_ms; });
  }
}

std::optional<uint64_t> Bindings::nextExpiryMs() const {
  std::optional<uint64_t> next;
  for (const auto& [phone, list] : phones_) {
    for (const Binding& binding : list) next = std::min(next.value_or(binding.expires_at_ms), binding.expires_at_ms);
  }
  return next;
}

void Bindings::connectionLost(const void* connection, uint64_t now_ms) {
  std::vector<PhoneId> all;
  for (const auto& [phone, list] : phones_) all.push_back(phone);
  for (const PhoneId phone : all) {
    remove(phone, [&](const Binding& binding) { return binding.contact.connection.get() == connection && !binding.contact.reachable_without; });
    const auto left = phones_.find(phone);
    if (left == phones_.end()) continue;
    for (Binding& binding : left->second) {
      if (binding.contact.connection.get() != connection) continue;
      tell_(phone, binding.contact, 0);
      binding.contact.connection.reset();
      binding.contact.call_uri = binding.contact.uri;
      tell_(phone, binding.contact, std::max(1u, secondsLeft(binding, now_ms)));
    }
  }
}

}  // namespace partyline::sip
