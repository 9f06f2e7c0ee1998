#include "trunks.hpp"

#include <utility>
#include <vector>

namespace partyline::sip {

void Trunks::put(TrunkId id, TrunkOptions options) {
  if (trunks_.count(id) > 0 || retiring_.count(id) > 0) retire(id, std::move(options));
  else open(id, std::move(options));
}

void Trunks::remove(TrunkId id) { retire(id, std::nullopt); }

void Trunks::open(TrunkId id, TrunkOptions options) {
  const auto trunk = std::make_shared<Trunk>(id, std::move(options), around_);
  trunks_[id] = trunk;
  trunk->open();
}

void Trunks::retire(TrunkId id, std::optional<TrunkOptions> next) {
  const auto retiring = retiring_.find(id);
  if (retiring != retiring_.end()) {
    retiring->second.next = std::move(next);
    return;
  }
  const auto found = trunks_.find(id);
  if (found == trunks_.end()) return;
  const auto trunk = found->second;
  trunks_.erase(found);
  retiring_[id] = {trunk, std::move(next)};
  retiring_count_ = retiring_.size();
  trunk->retire([this, id] { gone(id); });
}

void Trunks::gone(TrunkId id) {
  const auto found = retiring_.find(id);
  if (found == retiring_.end()) return;
  std::optional<TrunkOptions> next = std::move(found->second.next);
  retiring_.erase(found);
  retiring_count_ = retiring_.size();
  if (next) open(id, std::move(*next));
}

void Trunks::retireAll() {
  std::vector<TrunkId> all;
  for (const auto& [id, trunk] : trunks_) all.push_back(id);
  for (const TrunkId id : all) remove(id);
  for (auto& [id, retiring] : retiring_) retiring.next.reset();
}

void Trunks::clear() {
  trunks_.clear();
  retiring_.clear();
}

std::shared_ptr<Trunk> Trunks::find(TrunkId id) const {
  const auto found = trunks_.find(id);
  return found == trunks_.end() ? nullptr : found->second;
}

void Trunks::connectionLost(const pjsip_transport& transport) {
  for (const auto& [id, trunk] : trunks_) trunk->connectionLost(transport);
}

}  // namespace partyline::sip
