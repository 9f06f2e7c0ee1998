#include "endpoint.hpp"

#include <pjsua2.hpp>

#include <algorithm>
#include <thread>
#include <unordered_map>

#include "account.hpp"
#include "call.hpp"
#include "caller.hpp"
#include "codecs.hpp"
#include "gate.hpp"
#include "log_writer.hpp"
#include "null_port.hpp"
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

in_addr sourceAddress(const pjsip_rx_data& invite) { return {invite.pkt_info.src_addr.ipv4.sin_addr.s_addr}; }

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
        gate_({options.flood, [this] { return legs_.size() >= static_cast<size_t>(options_.max_calls); }}, listener_) {
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
  Ports ports() const { return ports_; }

  template <typename Action>
  bool command(LegId leg, Action action) {
    if (!worker_ || !legs_.find(leg)) return false;
    worker_->post([this, leg, action] {
      const auto call = calls_.find(leg);
      if (call != calls_.end()) action(*call->second);
    });
    return true;
  }

  void inbandDigit(LegId id, char digit) {
    const auto leg = legs_.find(id);
    if (leg && leg->acceptDigit(digit, DigitSource::inband, monotonicMs())) listener_.digit(id, digit, DigitSource::inband);
  }

  void stop(uint32_t deadline_ms) {
    if (!worker_) return;
    registerThread(*pjsua_);
    worker_->post([this] { hangUpAll(); });
    const uint64_t end_ms = monotonicMs() + deadline_ms;
    while (unanswered() && monotonicMs() < end_ms) std::this_thread::sleep_for(std::chrono::milliseconds(kHangUpPollMs));
    worker_.reset();
    shutDown();
  }

 private:
  void start() {
    // Until its own log is set up, pjlib would write everything to standard output.
    pj_log_set_level(0);
    pjsua_ = std::make_unique<pj::Endpoint>();
    pjsua_->libCreate();
    auto writer = std::make_unique<LogWriter>();
    // pjsua2 deletes the writer when it is destroyed.
    pjsua_->libInit(configOf(options_, writer.release()));
    ports_ = openTransports(options_);
    configureCodecs(*pjsua_, options_.codecs);
    pjsua_->libStart();
    pjsua_->audDevManager().setNullDev();
    gate_.open(pjsua_get_pjsip_endpt());
    account_ = std::make_unique<Account>([this](int call, const pjsip_rx_data& invite) { take(call, invite); });
    account_->open(options_);
    worker_ = std::make_unique<Worker>(pjsua_get_pjsip_endpt());
  }

  void take(int pjsua_call, const pjsip_rx_data& invite) {
    auto call = std::make_unique<Call>(*account_, pjsua_call, around_, [this](LegId leg) { calls_.erase(leg); });
    Call& taken = *call;
    calls_.emplace(taken.leg(), std::move(call));
    taken.told(readInvite(invite), sourceAddress(invite));
  }

  void hangUpAll() {
    std::vector<LegId> all;
    for (const auto& [leg, call] : calls_) all.push_back(leg);
    for (const LegId leg : all) calls_.at(leg)->hangUp(PJSIP_SC_SERVICE_UNAVAILABLE, "");
    hung_up_ = true;
  }

  bool unanswered() const { return !hung_up_ || pjsua_call_get_count() > 0; }

  void shutDown() {
    gate_.close();
    for (const auto& leg : legs_.all()) {
      if (const auto port = leg->port()) port->detach();
    }
    calls_.clear();
    account_.reset();
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
  Gate gate_;
  Ports ports_;
  std::unique_ptr<pj::Endpoint> pjsua_;
  std::unique_ptr<Account> account_;
  std::unordered_map<LegId, std::unique_ptr<Call>> calls_;   // the worker's
  std::atomic<bool> hung_up_{false};
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

void Endpoint::inbandDigit(LegId leg, char digit) { impl_->inbandDigit(leg, digit); }

std::optional<LegStats> Endpoint::stats(LegId id) const {
  const auto leg = impl_->legs().find(id);
  const auto port = leg ? leg->port() : nullptr;
  return port ? statsOf(*port) : std::nullopt;
}

void Endpoint::stop(uint32_t deadline_ms) { impl_->stop(deadline_ms); }

}  // namespace partyline::sip
