#include "prober.hpp"

#include <pjsua-lib/pjsua.h>
#include <time.h>

#include <cstring>
#include <utility>

#include "clean_text.hpp"
#include "identity.hpp"
#include "names_for_pjsip.hpp"
#include "own_address.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kReasonCharacters = 120;
constexpr uint64_t kTrunkLookMs = 50;
Prober* the_prober = nullptr;

double nowMs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

pj_str_t text(const std::string& value) { return {const_cast<char*>(value.data()), static_cast<pj_ssize_t>(value.size())}; }

std::string wordsOf(pj_status_t status) {
  char words[PJ_ERR_MSG_SIZE];
  const pj_str_t written = pj_strerror(status, words, sizeof words);
  return {written.ptr, static_cast<size_t>(written.slen)};
}

// Where the trunk's own requests go, and by the same connection.
void sendTo(pjsip_tx_data& request, const Trunk& trunk) {
  const sockaddr_in& server = *trunk.server();
  const std::string host = textOf(server.sin_addr);
  const pj_str_t name = text(host);
  pj_strdup(request.pool, &request.dest_info.name, &name);
  auto& address = request.dest_info.addr.entry[0];
  address.type = typeOf(trunk.options().transport);
  address.addr_len = sizeof server;
  std::memcpy(&address.addr, &server, sizeof server);
  request.dest_info.addr.count = 1;
}

}  // namespace

Prober::Prober(Listener& listener, const Options& options, const Trunks& trunks) : listener_(listener), options_(options), trunks_(trunks) {
  the_prober = this;
}
Prober::~Prober() { the_prober = nullptr; }

void Prober::probe(const ProbeOptions& options, ProbeId id) {
  Probe probe;
  probe.id = id;
  probe.options = options;
  begin(std::move(probe));
}

void Prober::begin(Probe probe) {
  probe.begun_ms = nowMs();
  ask(std::move(probe));
}

void Prober::ask(Probe probe) {
  const auto trunk = trunkOf(probe);
  if (probe.options.trunk != 0 && !(trunk && trunk->server())) return askLater(std::move(probe));
  const uintptr_t serial = ++last_serial_;
  probe.asked++;
  probe.patience = std::make_unique<Timer>([this, serial] { answered(serial, PJSIP_SC_REQUEST_TIMEOUT, "No answer came."); });
  probe.patience->set(probe.options.timeout_ms);
  const ProbeOptions options = probe.options;
  probes_[serial] = std::move(probe);
  send(options, serial);
}

// The trunk was put a moment ago: its name is being looked up, or the one before it unregisters.
void Prober::askLater(Probe probe) {
  const auto trunk = trunkOf(probe);
  if (trunk && !trunk->problem().empty()) return end(probe, PJSIP_SC_REQUEST_TIMEOUT, trunk->problem());
  if (nowMs() - probe.begun_ms > probe.options.timeout_ms) return end(probe, PJSIP_SC_REQUEST_TIMEOUT, "The trunk is not ready.");
  const uintptr_t serial = ++last_serial_;
  probe.patience = std::make_unique<Timer>([this, serial] {
    Probe waiting = std::move(probes_.at(serial));
    probes_.erase(serial);
    ask(std::move(waiting));
  });
  probe.patience->set(kTrunkLookMs);
  probes_[serial] = std::move(probe);
}

std::shared_ptr<Trunk> Prober::trunkOf(const Probe& probe) const { return probe.options.trunk == 0 ? nullptr : trunks_.find(probe.options.trunk); }

void Prober::send(const ProbeOptions& options, uintptr_t serial) {
  pjsip_endpoint* endpoint = pjsua_get_pjsip_endpt();
  pj_pool_t* pool = pjsip_endpt_create_pool(endpoint, "probe", 512, 512);
  const pjsip_sip_uri* parsed = parseSipUri(pool, options.uri);
  const std::string sender = parsed == nullptr ? "" : senderTowards(*parsed);
  pj_pool_release(pool);
  if (sender.empty()) return answered(serial, PJSIP_SC_ADDRESS_INCOMPLETE, "'" + options.uri + "' can not be asked.");
  const pj_str_t target = text(options.uri);
  const pj_str_t from = text(sender);
  pjsip_tx_data* request = nullptr;
  pj_status_t status =
      pjsip_endpt_create_request(endpoint, pjsip_get_options_method(), &target, &from, &target, nullptr, nullptr, -1, nullptr, &request);
  if (status == PJ_SUCCESS) {
    const auto trunk = options.trunk == 0 ? nullptr : trunks_.find(options.trunk);
    if (trunk && trunk->server()) sendTo(*request, *trunk);
    status = pjsip_endpt_send_request(endpoint, request, -1, reinterpret_cast<void*>(serial), &onAnswer);
  }
  if (status != PJ_SUCCESS) answered(serial, PJSIP_SC_REQUEST_TIMEOUT, wordsOf(status));
}

std::string Prober::senderTowards(const pjsip_sip_uri& uri) const {
  return nameAddrOf({"", "partyline", textOf(ownAddress(options_, parseAddress(serverOf(uri).host)))});
}

void Prober::onAnswer(void* token, pjsip_event* event) {
  if (the_prober == nullptr || event->type != PJSIP_EVENT_TSX_STATE) return;
  const pjsip_transaction& transaction = *event->body.tsx_state.tsx;
  const pj_str_t& reason = transaction.status_text;
  // pjsip makes a 503 of a connection that fails; nobody gave that answer.
  const bool came = event->body.tsx_state.type == PJSIP_EVENT_RX_MSG;
  const int status = came ? transaction.status_code : static_cast<int>(PJSIP_SC_REQUEST_TIMEOUT);
  the_prober->answered(reinterpret_cast<uintptr_t>(token), status, {reason.ptr, static_cast<size_t>(reason.slen)});
}

void Prober::answered(uintptr_t serial, int status, const std::string& reason) {
  const auto found = probes_.find(serial);
  if (found == probes_.end()) return;
  Probe probe = std::move(found->second);
  probes_.erase(found);
  if (!asksNext(probe, status)) return end(probe, status, reason);
  trunkOf(probe)->useNextServer();
  begin(std::move(probe));
}

// RFC 3263 4.3. A trunk that registers finds its server by that.
bool Prober::asksNext(const Probe& probe, int status) const {
  const auto trunk = trunkOf(probe);
  const bool there = status != PJSIP_SC_REQUEST_TIMEOUT && status != PJSIP_SC_SERVICE_UNAVAILABLE;
  return trunk && !there && !trunk->options().registers && probe.asked < trunk->servers();
}

void Prober::end(const Probe& probe, int status, const std::string& reason) {
  const auto trunk = trunkOf(probe);
  const CertificateFault certificate = trunk && status == PJSIP_SC_REQUEST_TIMEOUT ? trunk->certificateFault() : CertificateFault::none;
  listener_.told(Probed{probe.id, status, cleanText(reason, kReasonCharacters), nowMs() - probe.begun_ms, certificate});
}

}  // namespace partyline::sip
