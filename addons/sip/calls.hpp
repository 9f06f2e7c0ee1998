// All calls that are up or on their way, either way.
#pragma once
#include <memory>
#include <unordered_map>

#include "call.hpp"
#include "requests.hpp"
#include "resolver.hpp"
#include "trunks.hpp"

namespace partyline::sip {

// Whose a call is that came in, as the gate found.
struct Admitted {
  TrunkId trunk = 0;
  PhoneId phone = 0;
};

// What calls are made with; all of it outlives them.
struct CallsSurroundings {
  const Surroundings& around;
  Resolver& resolver;
  const Trunks& trunks;
  const std::shared_ptr<Account>& account;           // the box's own
  std::function<void(std::function<void()>)> post;   // to pjsip's worker, later
};

// pjsip's worker only.
class Calls {
 public:
  explicit Calls(const CallsSurroundings& with) : with_(with), around_(with.around) {}

  void take(int pjsua_call, const pjsip_rx_data& invite, Admitted admitted);
  // The leg has its seat already.
  void dial(const std::shared_ptr<Leg>& leg, const DialOptions& options);
  // Null: it is gone.
  Call* find(LegId leg) const;
  void hangUpAll();
  void clear() { calls_.clear(); }

 private:
  struct Owner {
    std::shared_ptr<pj::Account> account;
    SrtpUse srtp = SrtpUse::off;
  };
  Owner ownerOf(TrunkId trunk) const;
  Call& add(const std::shared_ptr<Leg>& leg, const Owner& owner, int pjsua_call);
  void over(LegId leg);
  // `asked`: servers that were not there.
  void dialByTrunk(const std::shared_ptr<Leg>& leg, const DialOptions& options, size_t asked);
  bool dialNext(const std::shared_ptr<Leg>& leg, const DialOptions& options, size_t asked);
  void dialByOwnAccount(const std::shared_ptr<Leg>& leg, const DialOptions& options);
  void invite(LegId leg, const DialOptions& options, const Resolved& resolved);

  const CallsSurroundings with_;
  const Surroundings& around_;
  std::unordered_map<LegId, std::unique_ptr<Call>> calls_;
};

}  // namespace partyline::sip
