#include "trunk.hpp"

#include <algorithm>
#include <cstring>
#include <random>

#include "clean_text.hpp"
#include "identity.hpp"
#include "names_for_pjsip.hpp"
#include "own_address.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kReasonCharacters = 120;
constexpr uint64_t kFirstRetryMs = 5000;
// A server that refuses a password is not to be asked often: it would lock the box out.
constexpr uint64_t kRejectedRetryMs = 60000;
constexpr uint64_t kLongestRetryMs = 300000;
constexpr uint64_t kReconnectMs = 500;
constexpr uint64_t kNextServerMs = 50;
constexpr uint64_t kLookAgainMs = 300000;
constexpr uint64_t kUnregisterMs = 4000;

// RFC 3261 21.5 and the like: the server is not there or not able, rather than not willing.
bool unreachable(int status) { return status == PJSIP_SC_REQUEST_TIMEOUT || status / 100 == 5; }

// Many boxes that lose the same server shall not all come back in the same second.
uint64_t jittered(uint64_t delay_ms) {
  static std::minstd_rand random{std::random_device{}()};
  return std::uniform_int_distribution<uint64_t>{delay_ms * 3 / 4, delay_ms * 5 / 4}(random);
}

std::string hostOf(const std::string& host) { return host.substr(0, host.rfind(':')); }

// 'sip:proxy.example;lr' is what some providers' leaflets say; the name in it is what is wanted.
std::string withoutScheme(const std::string& proxy) {
  const std::string name = proxy.substr(0, proxy.find(';'));
  return name.rfind("sip:", 0) == 0 ? name.substr(4) : name;
}

std::string parameters(TransportKind transport) {
  return transport == TransportKind::udp ? std::string{} : std::string{";transport="} + wordOf(transport);
}

pj::AuthCredInfo credentials(const TrunkOptions& options) {
  return {"digest", "*", options.auth_user.empty() ? options.user : options.auth_user, 0, options.password};
}

}  // namespace

Trunk::Trunk(TrunkId id, TrunkOptions options, const TrunkSurroundings& around)
    : id_(id), options_(std::move(options)), around_(around), retry_([this] { retiring_ ? finish() : open(); }) {}

Trunk::~Trunk() {
  around_.trust.forget(this);
  shutdown();
}

ServerName Trunk::nextHop() const {
  ServerName name = parseServerName(options_.outbound_proxy.empty() ? options_.host : withoutScheme(options_.outbound_proxy), options_.transport);
  name.name_server = options_.name_server;
  return name;
}

void Trunk::open() {
  if (options_.registers && !registered_) tell(Registration::registering, 0, "");
  around_.resolver.resolve(nextHop(), [weak = weak_from_this()](const Resolved& resolved) {
    const auto trunk = weak.lock();
    if (trunk && !trunk->retiring_) trunk->found(resolved);
  });
}

void Trunk::found(const Resolved& resolved) {
  if (resolved.servers.empty()) {
    problem_ = resolved.reason;
    registered_ = false;
    tell(Registration::unreachable, PJSIP_SC_REQUEST_TIMEOUT, resolved.reason);
    return tryAgain(kFirstRetryMs);
  }
  servers_ = resolved.servers;
  problem_.clear();
  if (!chooseServer()) return tryAgain(kFirstRetryMs);
  if (options_.registers) registerNow();
  else retry_.set(kLookAgainMs);
}

// False, and told: no account can be made of it.
bool Trunk::chooseServer() {
  server_ = servers_[turn_ % servers_.size()];
  if (options_.transport == TransportKind::tls) around_.trust.expect(this, *server_, {nextHop().host, options_.authorities, options_.authority});
  try {
    openAccount();
    return true;
  } catch (const pj::Error& error) {
    tell(Registration::unreachable, PJSIP_SC_REQUEST_TIMEOUT, error.reason);
    return false;
  }
}

void Trunk::useNextServer() {
  turn_++;
  if (!retiring_ && !servers_.empty()) chooseServer();
}

CertificateFault Trunk::certificateFault() const {
  return server_ && options_.transport == TransportKind::tls ? around_.trust.faultOf(*server_) : CertificateFault::none;
}

void Trunk::openAccount() {
  pj::AccountConfig wanted = config();
  if (isValid()) modify(wanted);
  else create(wanted, false);
}

pj::AccountConfig Trunk::config() const {
  pj::AccountConfig config = accountConfig(options_.srtp);
  config.idUri = nameAddrOf({"", options_.user, hostOf(options_.host)});
  config.sipConfig.authCreds.push_back(credentials(options_));
  // The address as first route, which is left out of the message ('hide'), so that pjsip has no name to look up.
  const std::string address = textOf(server_->sin_addr) + ":" + std::to_string(ntohs(server_->sin_port));
  config.sipConfig.proxies.push_back("sip:" + address + parameters(options_.transport) + ";lr;hide");
  if (!options_.outbound_proxy.empty()) {
    config.sipConfig.proxies.push_back("sip:" + withoutScheme(options_.outbound_proxy) + parameters(options_.transport) + ";lr");
  }
  config.regConfig.registerOnAdd = false;
  config.regConfig.disableRegOnModify = true;
  config.regConfig.retryIntervalSec = 0;
  if (!options_.registers) return config;
  config.regConfig.registrarUri = "sip:" + options_.host + parameters(options_.transport);
  config.regConfig.timeoutSec = options_.expires_s;
  return config;
}

void Trunk::registerNow() {
  try {
    setRegistration(true);
  } catch (const pj::Error& error) {
    // One is under way: its end will be told.
    if (error.status == PJSIP_EBUSY) return;
    registered_ = false;
    failed(PJSIP_SC_REQUEST_TIMEOUT, error.reason);
  }
}

void Trunk::onRegState(pj::OnRegStateParam& parameters) {
  const bool granted = parameters.status == PJ_SUCCESS && parameters.code / 100 == 2 && parameters.expiration > 0;
  if (retiring_) return granted ? unregister() : finish();
  registered_ = granted;
  if (granted) {
    failures_ = 0;
    return tell(Registration::registered, parameters.code, parameters.reason, parameters.expiration);
  }
  // pjsip makes a 503 of a connection that fails; nobody gave that answer.
  const bool came = parameters.status == PJ_SUCCESS && parameters.rdata.pjRxData != nullptr;
  const int status = came ? static_cast<int>(parameters.code) : static_cast<int>(PJSIP_SC_REQUEST_TIMEOUT);
  failed(status, parameters.reason);
}

// RFC 3263 4.3: one that is not there or not able is followed by the next at once; all of them get their next turn after a pause.
void Trunk::failed(int status, const std::string& reason) {
  const bool unbelieved = certificateFault() != CertificateFault::none;
  const bool refused = unbelieved || !unreachable(status);
  tell(refused ? Registration::rejected : Registration::unreachable, status, reason);
  if (unbelieved || !refused) turn_++;
  if (refused) return tryAgain(kRejectedRetryMs);
  if (!servers_.empty() && turn_ % servers_.size() != 0) return retry_.set(kNextServerMs);
  tryAgain(kFirstRetryMs);
}

void Trunk::tryAgain(uint64_t first_delay_ms) {
  const uint64_t delay_ms = std::min(first_delay_ms << std::min(failures_, 6u), kLongestRetryMs);
  failures_++;
  retry_.set(jittered(delay_ms));
}

void Trunk::connectionLost(const pjsip_transport& transport) {
  if (!registered_ || !server_ || retiring_ || options_.transport == TransportKind::udp) return;
  sockaddr_in remote;
  std::memcpy(&remote, &transport.key.rem_addr, sizeof remote);
  const bool ours = remote.sin_addr.s_addr == server_->sin_addr.s_addr && remote.sin_port == server_->sin_port;
  if (ours) retry_.set(kReconnectMs);
}

void Trunk::retire(std::function<void()> gone) {
  gone_ = std::move(gone);
  retiring_ = true;
  retry_.set(kUnregisterMs);
  if (!isValid() || !options_.registers) return finish();
  unregister();
}

void Trunk::unregister() {
  try {
    setRegistration(false);
  } catch (const pj::Error& error) {
    // A registration under way ends first.
    if (error.status != PJSIP_EBUSY) finish();
  }
}

void Trunk::finish() {
  retry_.cancel();
  around_.trust.forget(this);
  if (!gone_) return;
  // Later: this may be within a callback of the account that goes.
  around_.post(std::move(gone_));
  gone_ = nullptr;
}

void Trunk::tell(Registration state, int status, const std::string& reason, uint32_t expires_s) {
  const CertificateFault certificate = state == Registration::rejected ? certificateFault() : CertificateFault::none;
  around_.listener.told(TrunkState{id_, state, status, cleanText(reason, kReasonCharacters), expires_s, certificate});
}

void Trunk::onIncomingCall(pj::OnIncomingCallParam& parameters) {
  const auto* invite = static_cast<const pjsip_rx_data*>(parameters.rdata.pjRxData);
  if (invite != nullptr) around_.on_call(parameters.callId, *invite);
}

}  // namespace partyline::sip
