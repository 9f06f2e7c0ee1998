#include "endpoint.hpp"

#include <pjsua2.hpp>

#include <atomic>
#include <functional>
#include <thread>
#include <utility>

#include "calls.hpp"
#include "codecs.hpp"
#include "gate.hpp"
#include "guard.hpp"
#include "log_writer.hpp"
#include "names_for_pjsip.hpp"
#include "null_port.hpp"
#include "prober.hpp"
#include "start_error.hpp"
#include "transports.hpp"
#include "worker.hpp"

namespace partyline::sip {

namespace {

constexpr unsigned kHangUpPollMs = 5;

pj::EpConfig configOf(const Options& options, pj::LogWriter* writer) {
  pj::EpConfig config;
  config.logConfig.level = static_cast<unsigned>(options.log_level);
  config.logConfig.consoleLevel = config.logConfig.level;
  // Whole messages would show SRTP keys and the digits of INFO.
  config.logConfig.msgLogging = 0;
  config.logConfig.writer = writer;
  config.uaConfig.userAgent = options.user_agent;
  // Calls that were hung up keep their place until the BYE is answered.
  config.uaConfig.maxCalls = PJSUA_MAX_CALLS;
  config.uaConfig.threadCnt = 0;
  config.uaConfig.mainThreadOnly = false;
  config.uaConfig.mwiUnsolicitedEnabled = false;
  config.uaConfig.natTypeInSdp = 0;
  config.medConfig.hasIoqueue = false;
  config.medConfig.threadCnt = 0;
  config.medConfig.clockRate = kBridgeRateHz;
  config.medConfig.sndClockRate = kBridgeRateHz;
  config.medConfig.audioFramePtime = kBridgeFrameMs;
  config.medConfig.ptime = mixer::kFrameMs;
  config.medConfig.maxMediaPorts = PJSUA_MAX_CONF_PORTS;
  config.medConfig.noVad = true;
  config.medConfig.ecTailLen = 0;
  config.medConfig.sndAutoCloseTime = -1;
  return config;
}

// Any thread that calls pjsip must be known to it for as long as it does.
void registerThread(pj::Endpoint& endpoint) {
  if (!endpoint.libIsThreadRegistered()) endpoint.libRegisterThread("control");
}

// pjsip's own account of what happens, where it asks us.
class Library final : public pj::Endpoint {
 public:
  struct Hooks {
    // The account that takes the INVITE at hand.
    std::function<int()> account;
    std::function<void(const pjsip_transport&)> connection_lost;
  };
  explicit Library(Hooks hooks) : hooks_(std::move(hooks)) {}
  void onSelectAccount(pj::OnSelectAccountParam& parameters) override { parameters.accountIndex = hooks_.account(); }
  void onTransportState(const pj::OnTransportStateParam& parameters) override {
    const auto* transport = static_cast<const pjsip_transport*>(parameters.hnd);
    if (parameters.state == PJSIP_TP_STATE_DISCONNECTED && transport != nullptr) hooks_.connection_lost(*transport);
  }

 private:
  Hooks hooks_;
};

}  // namespace

class Endpoint::Impl {
 public:
  Impl(const Options& options, const Neighbours& neighbours)
      : options_(options),
        listener_(neighbours.listener),
        legs_(neighbours.leg_ids),
        rtp_ports_(options.rtp_first_port, options.rtp_last_port),
        watch_(legs_, listener_, options.silence_timeout_ms),
        around_{options_, neighbours.mixer, listener_, legs_, watch_, rtp_ports_},
        refusals_(listener_),
        guard_(admission_, refusals_),
        gate_({options.flood, [this] { return legs_.size() >= mostCalls(); }}, {listener_, admission_, authenticator_, registrar_, refusals_}),
        registrar_(listener_),
        transports_(options_),
        resolver_(std::make_unique<Resolver>([this](auto command) { post(std::move(command)); })),
        trunks_({listener_, *resolver_, trust_, [this](int call, const pjsip_rx_data& invite) { take(call, invite); },
                 [this](auto command) { post(std::move(command)); }}),
        calls_({around_, *resolver_, trunks_, account_, [this](auto command) { post(std::move(command)); }}),
        prober_(listener_, options_, trunks_) {
    try {
      start();
    } catch (const pj::Error& error) {
      shutDown();
      throw StartError("SIP_FAILED", error.info(), error.status);
    } catch (...) {
      shutDown();
      throw;
    }
  }

  ~Impl() { stop(0); }

  const Legs& legs() const { return legs_; }
  Ports ports() const { return transports_.ports(); }

  template <typename Action>
  bool command(LegId leg, Action action) {
    if (!worker_ || !legs_.find(leg)) return false;
    worker_->post([this, leg, action] {
      if (Call* call = calls_.find(leg)) action(*call);
    });
    return true;
  }

  LegId dial(DialOptions options) {
    const auto leg = legs_.addWithin(mostCalls());
    if (!worker_ || !leg) return 0;
    around_.mixer.addSeat(leg->id(), nullptr);
    worker_->post([this, leg, options = std::move(options)] { calls_.dial(leg, options); });
    return leg->id();
  }

  void putTrunk(TrunkId id, TrunkOptions options) {
    post([this, id, options = std::move(options)] { trunks_.put(id, options); });
  }

  void removeTrunk(TrunkId id) {
    post([this, id] { trunks_.remove(id); });
  }

  void setPhones(std::vector<Phone> phones) {
    post([this, phones = std::move(phones)] {
      authenticator_.setPhones(phones);
      registrar_.keepOnly(phones);
    });
  }

  void setAdmission(AdmissionOptions options) {
    post([this, options = std::move(options)] { admission_.set(options); });
  }

  void probe(ProbeId id, ProbeOptions options) {
    post([this, id, options = std::move(options)] { prober_.probe(options, id); });
  }

  void renewCertificate(const std::string& certificate_path, const std::string& key_path) {
    checkCertificate(certificate_path, key_path);
    post([this, certificate_path, key_path] { transports_.renewCertificate(certificate_path, key_path); });
  }

  void inbandDigit(LegId id, char digit) {
    const auto leg = legs_.find(id);
    if (leg && leg->acceptDigit(digit, DigitSource::inband, monotonicMs())) listener_.digit(id, digit, DigitSource::inband);
  }

  void stop(uint32_t deadline_ms) {
    if (!worker_) return;
    registerThread(*pjsua_);
    worker_->post([this] { leave(); });
    const uint64_t end_ms = monotonicMs() + deadline_ms;
    while (unanswered() && monotonicMs() < end_ms) std::this_thread::sleep_for(std::chrono::milliseconds(kHangUpPollMs));
    shutDown();
  }

 private:
  size_t mostCalls() const { return static_cast<size_t>(options_.max_calls); }

  void post(std::function<void()> command) {
    if (worker_) worker_->post(std::move(command));
  }

  void start() {
    // Until its own log is set up, pjlib would write everything to standard output.
    pj_log_set_level(0);
    pjsua_ = std::make_unique<Library>(Library::Hooks{[this] { return accountId(); }, [this](const pjsip_transport& lost) {
                                                        trunks_.connectionLost(lost);
                                                        registrar_.connectionLost(lost);
                                                      }});
    pjsua_->libCreate();
    auto writer = std::make_unique<LogWriter>();
    // pjsua2 deletes the writer when it is destroyed.
    pjsua_->libInit(configOf(options_, writer.release()));
    transports_.open();
    configureCodecs(*pjsua_, options_.codecs);
    pjsua_->libStart();
    pjsua_->audDevManager().setNullDev();
    // The transport is the trunk's or the phone's, however long the message (RFC 3261 18.1.1 would change to TCP above 1300 bytes).
    pjsip_cfg()->endpt.disable_tcp_switch = PJ_TRUE;
    resolveNamesBy(pjsua_get_pjsip_endpt(), resolver_.get());
    guard_.open(pjsua_get_pjsip_endpt());
    gate_.open(pjsua_get_pjsip_endpt());
    trust_.open(pjsua_get_pjsip_endpt(), transports_.tls());
    account_ = std::make_shared<Account>([this](int call, const pjsip_rx_data& invite) { take(call, invite); });
    account_->open(options_);
    worker_ = std::make_unique<Worker>(pjsua_get_pjsip_endpt());
  }

  void take(int pjsua_call, const pjsip_rx_data& invite) { calls_.take(pjsua_call, invite, gate_.admitted()); }

  int accountId() const {
    const auto trunk = trunks_.find(gate_.admitted().trunk);
    return trunk && trunk->isValid() ? trunk->getId() : account_->getId();
  }

  void leave() {
    calls_.hangUpAll();
    trunks_.retireAll();
    left_ = true;
  }

  bool unanswered() const { return !left_ || !trunks_.quiet() || pjsua_call_get_count() > 0; }

  void shutDown() {
    if (worker_) worker_->end();
    trust_.close();
    guard_.close();
    gate_.close();
    prober_.close();
    registrar_.close();
    for (const auto& leg : legs_.all()) {
      if (const auto port = leg->port()) port->detach();
    }
    calls_.clear();
    trunks_.clear();
    account_.reset();
    resolveNamesBy(nullptr, nullptr);
    resolver_.reset();
    worker_.reset();
    // The calls have had their time: without these flags pjsua would wait a second more for whatever may come.
    if (pjsua_ && pjsua_->libGetState() != PJSUA_STATE_NULL) pjsua_->libDestroy(PJSUA_DESTROY_NO_NETWORK);
    pjsua_.reset();
  }

  const Options options_;
  Listener& listener_;
  Legs legs_;
  PortPool rtp_ports_;
  MediaWatch watch_;
  const Surroundings around_;
  Admission admission_;
  Authenticator authenticator_;
  Refusals refusals_;
  Guard guard_;
  Gate gate_;
  Registrar registrar_;
  Transports transports_;
  std::unique_ptr<Library> pjsua_;
  std::unique_ptr<Resolver> resolver_;
  ServerTrust trust_;
  std::shared_ptr<Account> account_;
  Trunks trunks_;
  Calls calls_;
  Prober prober_;
  std::atomic<bool> left_{false};
  std::unique_ptr<Worker> worker_;
};

Endpoint::Endpoint(const Options& options, const Neighbours& neighbours) : impl_(std::make_unique<Impl>(options, neighbours)) {}
Endpoint::~Endpoint() = default;

Ports Endpoint::ports() const { return impl_->ports(); }
size_t Endpoint::legs() const { return impl_->legs().size(); }
bool Endpoint::has(LegId leg) const { return impl_->legs().find(leg) != nullptr; }

bool Endpoint::ring(LegId leg) {
  return impl_->command(leg, [](Call& call) { call.ring(); });
}

bool Endpoint::answer(LegId leg) {
  return impl_->command(leg, [](Call& call) { call.answerIt(); });
}

bool Endpoint::hangUp(LegId leg, int status, std::string reason) {
  return impl_->command(leg, [status, reason = std::move(reason)](Call& call) { call.hangUp(status, reason); });
}

LegId Endpoint::dial(DialOptions options) { return impl_->dial(std::move(options)); }
void Endpoint::putTrunk(TrunkId trunk, TrunkOptions options) { impl_->putTrunk(trunk, std::move(options)); }
void Endpoint::removeTrunk(TrunkId trunk) { impl_->removeTrunk(trunk); }
void Endpoint::setPhones(std::vector<Phone> phones) { impl_->setPhones(std::move(phones)); }
void Endpoint::setAdmission(AdmissionOptions options) { impl_->setAdmission(std::move(options)); }
void Endpoint::probe(ProbeId probe, ProbeOptions options) { impl_->probe(probe, std::move(options)); }

void Endpoint::renewCertificate(const std::string& certificate_path, const std::string& key_path) {
  impl_->renewCertificate(certificate_path, key_path);
}

void Endpoint::inbandDigit(LegId leg, char digit) { impl_->inbandDigit(leg, digit); }

std::optional<LegStats> Endpoint::stats(LegId id) const {
  const auto leg = impl_->legs().find(id);
  const auto port = leg ? leg->port() : nullptr;
  return port ? statsOf(*port) : std::nullopt;
}

void Endpoint::stop(uint32_t deadline_ms) { impl_->stop(deadline_ms); }

}  // namespace partyline::sip
