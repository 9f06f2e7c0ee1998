#include "prober.hpp"

#include <pjsua-lib/pjsua.h>
#include <time.h>

#include "clean_text.hpp"
#include "identity.hpp"
#include "names_for_pjsip.hpp"
#include "own_address.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kReasonCharacters = 120;
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

}  // namespace

Prober::Prober(Listener& listener, const Options& options) : listener_(listener), options_(options) { the_prober = this; }
Prober::~Prober() { the_prober = nullptr; }

void Prober::probe(const ProbeOptions& options, ProbeId id) {
  const uintptr_t serial = ++last_serial_;
  Probe& probe = probes_[serial];
  probe.id = id;
  probe.begun_ms = nowMs();
  probe.patience = std::make_unique<Timer>([this, serial] { end(serial, PJSIP_SC_REQUEST_TIMEOUT, "No answer came."); });
  probe.patience->set(options.timeout_ms);
  send(options.uri, serial);
}

void Prober::send(const std::string& uri, uintptr_t serial) {
  pjsip_endpoint* endpoint = pjsua_get_pjsip_endpt();
  pj_pool_t* pool = pjsip_endpt_create_pool(endpoint, "probe", 512, 512);
  const pjsip_sip_uri* parsed = parseSipUri(pool, uri);
  const std::string sender = parsed == nullptr ? "" : senderTowards(*parsed);
  pj_pool_release(pool);
  if (sender.empty()) return end(serial, PJSIP_SC_ADDRESS_INCOMPLETE, "'" + uri + "' can not be asked.");
  const pj_str_t target = text(uri);
  const pj_str_t from = text(sender);
  pjsip_tx_data* request = nullptr;
  pj_status_t status =
      pjsip_endpt_create_request(endpoint, pjsip_get_options_method(), &target, &from, &target, nullptr, nullptr, -1, nullptr, &request);
  if (status == PJ_SUCCESS) status = pjsip_endpt_send_request(endpoint, request, -1, reinterpret_cast<void*>(serial), &onAnswer);
  if (status != PJ_SUCCESS) end(serial, PJSIP_SC_SERVICE_UNAVAILABLE, wordsOf(status));
}

std::string Prober::senderTowards(const pjsip_sip_uri& uri) const {
  return nameAddrOf({"", "partyline", textOf(ownAddress(options_, parseAddress(serverOf(uri).host)))});
}

void Prober::onAnswer(void* token, pjsip_event* event) {
  if (the_prober == nullptr || event->type != PJSIP_EVENT_TSX_STATE) return;
  const pjsip_transaction& transaction = *event->body.tsx_state.tsx;
  const pj_str_t& reason = transaction.status_text;
  the_prober->end(reinterpret_cast<uintptr_t>(token), transaction.status_code, {reason.ptr, static_cast<size_t>(reason.slen)});
}

void Prober::end(uintptr_t serial, int status, const std::string& reason) {
  const auto found = probes_.find(serial);
  if (found == probes_.end()) return;
  const Probed probed{found->second.id, status, cleanText(reason, kReasonCharacters), nowMs() - found->second.begun_ms};
  probes_.erase(found);
  listener_.told(probed);
}

}  // namespace partyline::sip
