// A trunk: its account, its registration (RFC 3261 10) and the server it stands for.
#pragma once
#include <pjsua2.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "account.hpp"
#include "requests.hpp"
#include "resolver.hpp"
#include "server_trust.hpp"
#include "timer.hpp"

namespace partyline::sip {

// What a trunk needs of the box around it; all of it outlives the trunk.
struct TrunkSurroundings {
  Listener& listener;
  Resolver& resolver;
  ServerTrust& trust;
  OnCall on_call;
  std::function<void(std::function<void()>)> post;   // to pjsip's worker, later
};

// pjsip's worker only.
class Trunk final : public pj::Account, public std::enable_shared_from_this<Trunk> {
 public:
  Trunk(TrunkId id, TrunkOptions options, const TrunkSurroundings& around);
  ~Trunk() override;

  // Finds the server, and registers there if that is wanted. Tries again until it is retired.
  void open();
  // Unregisters; `gone` is called once, when that is done or took too long.
  void retire(std::function<void()> gone);

  TrunkId id() const { return id_; }
  const TrunkOptions& options() const { return options_; }
  // Where its requests go; nothing before its name was found. Then `problem` says why.
  const std::optional<sockaddr_in>& server() const { return server_; }
  const std::string& problem() const { return problem_; }
  // How many servers its name stands for.
  size_t servers() const { return servers_.size(); }
  // The server did not answer: requests go to the next one from now on (RFC 3263 4.3).
  void useNextServer();
  // Why the server was left before anything was asked of it.
  CertificateFault certificateFault() const;
  // A connection has ended: if it was the one to the server, a new registration makes a new one.
  void connectionLost(const pjsip_transport& transport);

  void onIncomingCall(pj::OnIncomingCallParam&) override;
  void onRegState(pj::OnRegStateParam&) override;

 private:
  ServerName nextHop() const;
  void found(const Resolved& resolved);
  bool chooseServer();
  void openAccount();
  pj::AccountConfig config() const;
  void registerNow();
  void unregister();
  void finish();
  void tell(Registration state, int status, const std::string& reason, uint32_t expires_s = 0);
  void failed(int status, const std::string& reason);
  void tryAgain(uint64_t first_delay_ms);

  const TrunkId id_;
  const TrunkOptions options_;
  const TrunkSurroundings around_;
  std::vector<sockaddr_in> servers_;
  size_t turn_ = 0;   // counts the servers that were tried, over and over
  std::optional<sockaddr_in> server_;
  std::string problem_;
  std::function<void()> gone_;
  bool retiring_ = false;
  bool registered_ = false;
  unsigned failures_ = 0;
  Timer retry_;
};

}  // namespace partyline::sip
