#include "server_trust.hpp"

#include <arpa/inet.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <utility>

#include "own_address.hpp"

namespace partyline::sip {

namespace {

ServerTrust* the_trust = nullptr;

std::string stringOf(const pj_str_t& text) { return {text.ptr, static_cast<size_t>(text.slen)}; }

std::string addressOf(const sockaddr_in& server) { return textOf(server.sin_addr) + ":" + std::to_string(ntohs(server.sin_port)); }

std::string addressOf(const pj_sockaddr& remote) {
  char text[PJ_INET6_ADDRSTRLEN + 10];
  return pj_sockaddr_print(&remote, text, sizeof text, 1);
}

// A request within a call may lead to another address than the call's first; pjsip remembers where that one went.
std::string hostOf(const pjsip_transport& transport) { return stringOf(transport.remote_name.host); }

SSL* sslOf(const pjsip_transport_state_info& info) {
  const auto* tls = static_cast<const pjsip_tls_state_info*>(info.ext_info);
  return tls == nullptr ? nullptr : static_cast<SSL*>(tls->ssl_sock_info->native_ssl);
}

bool isOurs(const pjsip_transport& transport) {
  return transport.key.type == PJSIP_TRANSPORT_TLS && transport.dir == PJSIP_TP_DIR_OUTGOING;
}

}  // namespace

void ServerTrust::open(pjsip_endpoint* endpoint, pjsip_tpfactory* tls) {
  the_trust = this;
  tls_ = tls;
  create_ = std::exchange(tls->create_transport2, &onCreate);
  manager_ = pjsip_endpt_get_tpmgr(endpoint);
  next_ = pjsip_tpmgr_get_state_cb(manager_);
  pjsip_tpmgr_set_state_cb(manager_, &onState);
}

void ServerTrust::close() {
  if (manager_ == nullptr) return;
  pjsip_tpmgr_set_state_cb(manager_, next_);
  tls_->create_transport2 = create_;
  the_trust = nullptr;
  manager_ = nullptr;
}

void ServerTrust::expect(const void* owner, const sockaddr_in& server, const ExpectedServer& expected) {
  const Expectation next{textOf(server.sin_addr), addressOf(server), expected};
  const bool known = std::any_of(expected_.begin(), expected_.end(), [&](const auto& entry) {
    return entry.second.address == next.address && entry.second.server == next.server;
  });
  expected_[owner] = next;
  if (known) return;
  faults_.erase(next.address);
  // What is up was let through under other expectations.
  leaveConnections(next.address);
}

void ServerTrust::forget(const void* owner) { expected_.erase(owner); }

CertificateFault ServerTrust::faultOf(const sockaddr_in& server) const {
  const auto found = faults_.find(addressOf(server));
  return found == faults_.end() ? CertificateFault::none : found->second;
}

void ServerTrust::leaveConnections(const std::string& address) {
  // A copy: one that nobody uses is gone at once.
  const std::vector<pjsip_transport*> all(connections_.begin(), connections_.end());
  for (pjsip_transport* connection : all) {
    if (addressOf(connection->key.rem_addr) == address) pjsip_transport_shutdown(connection);
  }
}

// Of a port at which nobody expects anything, what is expected of the host counts.
std::vector<const ExpectedServer*> ServerTrust::expectedOf(const std::string& host, const std::string& address) const {
  std::vector<const ExpectedServer*> here;
  std::vector<const ExpectedServer*> beside;
  for (const auto& [owner, expectation] : expected_) {
    if (expectation.address == address) here.push_back(&expectation.server);
    else if (expectation.host == host) beside.push_back(&expectation.server);
  }
  return here.empty() ? beside : here;
}

// pjsip knows a connection by the name that it told the server (RFC 6066 3), which is to be the domain's, and looks it up by the
// address that a trunk's requests go to.
pj_status_t ServerTrust::onCreate(pjsip_tpfactory* factory, pjsip_tpmgr* manager, pjsip_endpoint* endpoint, const pj_sockaddr* remote,
                                  int length, pjsip_tx_data* request, pjsip_transport** made) {
  const std::string host = request == nullptr ? "" : stringOf(request->dest_info.name);
  const auto expected = the_trust->expectedOf(host, addressOf(*remote));
  in_addr address{};
  if (request == nullptr || expected.empty() || ::inet_pton(AF_INET, expected.front()->name.c_str(), &address) == 1) {
    return the_trust->create_(factory, manager, endpoint, remote, length, request, made);
  }
  const std::string& name = expected.front()->name;
  const pj_str_t before = std::exchange(request->dest_info.name, {const_cast<char*>(name.c_str()), static_cast<pj_ssize_t>(name.size())});
  const pj_status_t status = the_trust->create_(factory, manager, endpoint, remote, length, request, made);
  request->dest_info.name = before;
  if (status == PJ_SUCCESS) pj_strdup((*made)->pool, &(*made)->remote_name.host, &before);
  return status;
}

void ServerTrust::onState(pjsip_transport* transport, pjsip_transport_state state, const pjsip_transport_state_info* info) {
  if (the_trust == nullptr) return;
  if (isOurs(*transport)) the_trust->follow(*transport, state, info);
  if (the_trust->next_ != nullptr) the_trust->next_(transport, state, info);
}

void ServerTrust::follow(pjsip_transport& transport, pjsip_transport_state state, const pjsip_transport_state_info* info) {
  switch (state) {
    case PJSIP_TP_STATE_CONNECTED: return connected(transport, *info);
    case PJSIP_TP_STATE_DISCONNECTED: faults_.erase(addressOf(transport.key.rem_addr)); return;
    case PJSIP_TP_STATE_SHUTDOWN: return;
    case PJSIP_TP_STATE_DESTROY: connections_.erase(&transport); return;
  }
}

// pjsip has shaken hands and holds back what is to be sent; it gives that up when the transport is shut down within this callback.
void ServerTrust::connected(pjsip_transport& transport, const pjsip_transport_state_info& info) {
  connections_.insert(&transport);
  const std::string address = addressOf(transport.key.rem_addr);
  const CertificateFault fault = faultOf(transport, info);
  if (fault == CertificateFault::none) {
    faults_.erase(address);
    return;
  }
  faults_[address] = fault;
  pjsip_transport_shutdown(&transport);
}

CertificateFault ServerTrust::faultOf(const pjsip_transport& transport, const pjsip_transport_state_info& info) const {
  SSL* ssl = sslOf(info);
  X509* certificate = ssl == nullptr ? nullptr : SSL_get0_peer_certificate(ssl);
  STACK_OF(X509)* chain = ssl == nullptr ? nullptr : SSL_get_peer_cert_chain(ssl);
  for (const ExpectedServer* expected : expectedOf(hostOf(transport), addressOf(transport.key.rem_addr))) {
    const CertificateFault fault = sip::faultOf(certificate, chain, *expected);
    if (fault != CertificateFault::none) return fault;
  }
  return CertificateFault::none;
}

}  // namespace partyline::sip
