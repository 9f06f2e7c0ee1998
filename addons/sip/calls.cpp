#include "calls.hpp"

#include "caller.hpp"
#include "identity.hpp"
#include "names_for_pjsip.hpp"
#include "own_address.hpp"

namespace partyline::sip {

namespace {

in_addr sourceAddress(const pjsip_rx_data& invite) { return {invite.pkt_info.src_addr.ipv4.sin_addr.s_addr}; }

// Whose name and number the far end is to see.
Identity callerOf(const DialOptions& options, const TrunkOptions& trunk) {
  const std::string host = trunk.host.substr(0, trunk.host.rfind(':'));
  return {options.caller_name, options.caller_number.empty() ? trunk.user : options.caller_number, host};
}

std::optional<ServerName> parseServer(const std::string& uri) {
  pj_pool_t* pool = pjsua_pool_create("uri", 512, 512);
  const pjsip_sip_uri* parsed = parseSipUri(pool, uri);
  const auto server = parsed == nullptr ? std::nullopt : std::optional<ServerName>{serverOf(*parsed)};
  pj_pool_release(pool);
  return server;
}

}  // namespace

void Calls::take(int pjsua_call, const pjsip_rx_data& invite, Admitted admitted) {
  const auto leg = around_.legs.add();
  around_.mixer.addSeat(leg->id(), nullptr);
  Incoming incoming = readInvite(invite);
  incoming.trunk = admitted.trunk;
  incoming.phone = admitted.phone;
  add(leg, ownerOf(admitted.trunk), pjsua_call).told(incoming, sourceAddress(invite));
}

Calls::Owner Calls::ownerOf(TrunkId id) const {
  const auto trunk = id == 0 ? nullptr : with_.trunks.find(id);
  if (trunk && trunk->isValid()) return {trunk, trunk->options().srtp};
  return {with_.account, around_.options.srtp};
}

Call& Calls::add(const std::shared_ptr<Leg>& leg, const Owner& owner, int pjsua_call) {
  auto call = std::make_unique<Call>(CallOwner{owner.account, leg, owner.srtp}, pjsua_call, around_, [this](LegId id) { over(id); });
  Call& added = *call;
  calls_.emplace(leg->id(), std::move(call));
  return added;
}

void Calls::over(LegId leg) {
  const auto found = calls_.find(leg);
  if (found == calls_.end()) return;
  // A trunk that was removed lives as long as its last call, and pjsua still looks at it when this returns.
  with_.post([account = found->second->account()] {});
  calls_.erase(found);
}

void Calls::dial(const std::shared_ptr<Leg>& leg, const DialOptions& options) {
  if (options.trunk != 0) dialByTrunk(leg, options, 0);
  else dialByOwnAccount(leg, options);
}

void Calls::dialByTrunk(const std::shared_ptr<Leg>& leg, const DialOptions& options, size_t asked) {
  const auto trunk = with_.trunks.find(options.trunk);
  Call& call = add(leg, ownerOf(options.trunk), PJSUA_INVALID_ID);
  if (!trunk) return call.fail(PJSIP_SC_SERVICE_UNAVAILABLE, "There is no such trunk.");
  if (!trunk->isValid() || !trunk->server()) {
    return call.fail(PJSIP_SC_SERVICE_UNAVAILABLE, trunk->problem().empty() ? "The trunk's server was not found yet." : trunk->problem());
  }
  const std::string caller = nameAddrOf(callerOf(options, trunk->options()));
  call.invite({options.uri, caller, caller, trunk->server()->sin_addr, [this, leg, options, asked] { return dialNext(leg, options, asked + 1); }});
}

// A trunk that registers finds its server by that.
bool Calls::dialNext(const std::shared_ptr<Leg>& leg, const DialOptions& options, size_t asked) {
  const auto trunk = with_.trunks.find(options.trunk);
  if (!trunk || trunk->options().registers || asked >= trunk->servers()) return false;
  over(leg->id());
  trunk->useNextServer();
  dialByTrunk(leg, options, asked);
  return true;
}

void Calls::dialByOwnAccount(const std::shared_ptr<Leg>& leg, const DialOptions& options) {
  Call& call = add(leg, ownerOf(0), PJSUA_INVALID_ID);
  const auto server = parseServer(options.uri);
  if (!server) return call.fail(PJSIP_SC_ADDRESS_INCOMPLETE, "'" + options.uri + "' can not be called.");
  with_.resolver.resolve(*server, [this, id = leg->id(), options](const Resolved& resolved) { invite(id, options, resolved); });
}

void Calls::invite(LegId leg, const DialOptions& options, const Resolved& resolved) {
  Call* call = find(leg);
  // It was hung up while its name was looked up.
  if (call == nullptr) return;
  if (resolved.servers.empty()) return call->fail(PJSIP_SC_SERVICE_UNAVAILABLE, resolved.reason);
  const in_addr far_end = resolved.servers.front().sin_addr;
  const std::string user = options.caller_number.empty() ? "partyline" : options.caller_number;
  call->invite({options.uri, nameAddrOf({options.caller_name, user, textOf(ownAddress(around_.options, far_end))}), "", far_end, nullptr});
}

Call* Calls::find(LegId leg) const {
  const auto found = calls_.find(leg);
  return found == calls_.end() ? nullptr : found->second.get();
}

void Calls::hangUpAll() {
  std::vector<LegId> all;
  for (const auto& [leg, call] : calls_) all.push_back(leg);
  for (const LegId leg : all) {
    if (Call* call = find(leg)) call->hangUp(PJSIP_SC_SERVICE_UNAVAILABLE, "");
  }
}

}  // namespace partyline::sip
