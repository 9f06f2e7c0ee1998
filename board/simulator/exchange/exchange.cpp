#include "exchange.hpp"

#include <algorithm>
#include <stdexcept>

namespace partyline::simulator {

namespace {

constexpr int kUnallocated = 1;
constexpr int kOutOfOrder = 27;

bool has(const NumberRange& range, std::string_view number) { return number.size() == range.length && number.substr(0, range.prefix.size()) == range.prefix; }

bool mayBecome(const NumberRange& range, std::string_view digits) {
  const size_t common = std::min(digits.size(), range.prefix.size());
  return digits.size() < range.length && digits.substr(0, common) == std::string_view(range.prefix).substr(0, common);
}

}  // namespace

class Exchange::End : public CallEnd {
 public:
  End(Exchange& exchange, Party* party) : exchange_(exchange), party_(party) {}

  const CallSetup& setup() const override;
  void alert(InBand audio) override;
  void answer() override;
  void clear(int cause) override;

  Party* party() const { return party_; }
  bool isGone() const { return gone_; }
  void goAway() { gone_ = true; }
  void belongTo(const std::shared_ptr<Call>& call) { call_ = call; }

 private:
  Exchange& exchange_;
  Party* const party_;
  std::weak_ptr<Call> call_;
  bool gone_ = false;
};

class Exchange::Call {
 public:
  Call(Exchange& exchange, CallSetup setup, Party* caller, Party* called) : setup(std::move(setup)), origin(exchange, caller), destination(exchange, called) {}

  bool isOver() const { return origin.isGone() && destination.isGone(); }
  bool callerHears() const { return answered || early_audio; }

  const CallSetup setup;
  End origin;
  End destination;
  bool alerting = false;
  bool early_audio = false;
  bool answered = false;
  bool ended = false;
};

const CallSetup& Exchange::End::setup() const { return call_.lock()->setup; }

void Exchange::End::alert(InBand audio) {
  const std::shared_ptr<Call> call = call_.lock();
  if (!call || gone_ || call->answered) return;
  if (audio == InBand::audio) call->early_audio = true;
  if (!std::exchange(call->alerting, true) && exchange_.watcher_) exchange_.watcher_(call->setup, CallState::ringing, 0);
  exchange_.tell(call, call->origin, [call, audio](Party& party) { party.alerting(call->origin, audio); });
}

void Exchange::End::answer() {
  const std::shared_ptr<Call> call = call_.lock();
  if (!call || gone_ || std::exchange(call->answered, true)) return;
  if (exchange_.watcher_) exchange_.watcher_(call->setup, CallState::answered, 0);
  exchange_.tell(call, call->origin, [call](Party& party) { party.answered(call->origin); });
}

void Exchange::End::clear(int cause) {
  const std::shared_ptr<Call> call = call_.lock();
  if (!call || std::exchange(gone_, true)) return;
  exchange_.end(call, cause);
}

Exchange::Exchange(LineClock& clock) : clock_(clock), ticking_(clock.onTick([this] { tick(); })) {}

Exchange::~Exchange() { clock_.leave(ticking_); }

void Exchange::attach(NumberRange numbers, Party& party) {
  for (const auto& [taken, owner] : numbers_) {
    const bool overlap = taken.length == numbers.length && (taken.prefix.rfind(numbers.prefix, 0) == 0 || numbers.prefix.rfind(taken.prefix, 0) == 0);
    if (overlap) throw std::invalid_argument("the number " + numbers.prefix + " is somebody else's");
  }
  numbers_.emplace_back(std::move(numbers), &party);
}

void Exchange::leave(Party& party) {
  numbers_.erase(std::remove_if(numbers_.begin(), numbers_.end(), [&](const auto& each) { return each.second == &party; }), numbers_.end());
  const auto calls = calls_;
  for (const std::shared_ptr<Call>& call : calls) {
    for (End* const end : {&call->origin, &call->destination}) {
      if (end->party() != &party || end->isGone()) continue;
      end->goAway();
      this->end(call, kOutOfOrder);
    }
  }
}

NumberState Exchange::examine(std::string_view digits) const {
  if (whoHas(digits)) return NumberState::complete;
  const bool more = std::any_of(numbers_.begin(), numbers_.end(), [&](const auto& each) { return mayBecome(each.first, digits); });
  return more ? NumberState::incomplete : NumberState::unallocated;
}

Party* Exchange::whoHas(std::string_view number) const {
  for (const auto& [range, party] : numbers_) {
    if (has(range, number)) return party;
  }
  return nullptr;
}

CallEnd& Exchange::call(Party& caller, CallSetup setup) {
  Party* const called = whoHas(setup.called);
  const auto call = std::make_shared<Call>(*this, std::move(setup), &caller, called);
  call->origin.belongTo(call);
  call->destination.belongTo(call);
  calls_.push_back(call);
  if (called) {
    if (watcher_) watcher_(call->setup, CallState::offered, 0);
    tell(call, call->destination, [call](Party& party) { party.offered(call->destination); });
  } else {
    call->destination.goAway();
    end(call, kUnallocated);
  }
  return call->origin;
}

void Exchange::tell(const std::shared_ptr<Call>& call, End& end, std::function<void(Party& party)> what) {
  clock_.after(0, [call, &end, what = std::move(what)] {
    if (!end.isGone()) what(*end.party());
  });
}

void Exchange::end(const std::shared_ptr<Call>& call, int cause) {
  if (std::exchange(call->ended, true)) return;
  if (watcher_) watcher_(call->setup, CallState::ended, cause);
  for (End* const end : {&call->origin, &call->destination}) {
    tell(call, *end, [end, cause](Party& party) {
      end->goAway();
      party.cleared(*end, cause);
    });
  }
}

void Exchange::tick() {
  calls_.erase(std::remove_if(calls_.begin(), calls_.end(), [](const std::shared_ptr<Call>& call) { return call->isOver(); }), calls_.end());
  const auto calls = calls_;
  for (const std::shared_ptr<Call>& call : calls) {
    if (call->ended || !call->callerHears()) continue;
    Block from_caller{}, from_called{};
    if (call->answered && !call->origin.isGone()) call->origin.party()->speak(call->origin, from_caller);
    if (!call->destination.isGone()) call->destination.party()->speak(call->destination, from_called);
    if (call->answered && !call->destination.isGone()) call->destination.party()->hear(call->destination, from_caller);
    if (!call->origin.isGone()) call->origin.party()->hear(call->origin, from_called);
  }
}

}  // namespace partyline::simulator
