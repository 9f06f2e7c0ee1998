// Which servers must prove by a certificate who they are (RFC 5922), and what came of it. One that can not is left before anything is sent.
#pragma once
#include <netinet/in.h>
#include <pjsip.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "server_certificate.hpp"

namespace partyline::sip {

// One for each process: pjsip's callbacks carry no pointer to it. pjsip's worker only, but `open` and `close`.
class ServerTrust {
 public:
  ServerTrust() = default;
  ~ServerTrust() { close(); }
  // `tls` makes the connections.
  void open(pjsip_endpoint* endpoint, pjsip_tpfactory* tls);
  void close();

  // Of the server at this address, from now on, until `owner` forgets it. Of several that expect something of one server all must be satisfied.
  void expect(const void* owner, const sockaddr_in& server, const ExpectedServer& expected);
  void forget(const void* owner);
  // What was wrong when a connection was made there last.
  CertificateFault faultOf(const sockaddr_in& server) const;

 private:
  struct Expectation {
    std::string host;      // the address in words
    std::string address;   // with its port
    ExpectedServer server;
  };
  using Create = decltype(pjsip_tpfactory::create_transport2);

  static pj_status_t onCreate(pjsip_tpfactory*, pjsip_tpmgr*, pjsip_endpoint*, const pj_sockaddr*, int, pjsip_tx_data*, pjsip_transport**);
  static void onState(pjsip_transport*, pjsip_transport_state, const pjsip_transport_state_info*);
  void follow(pjsip_transport& transport, pjsip_transport_state state, const pjsip_transport_state_info* info);
  void connected(pjsip_transport& transport, const pjsip_transport_state_info& info);
  CertificateFault faultOf(const pjsip_transport& transport, const pjsip_transport_state_info& info) const;
  std::vector<const ExpectedServer*> expectedOf(const std::string& host, const std::string& address) const;
  void leaveConnections(const std::string& address);

  pjsip_tpmgr* manager_ = nullptr;
  pjsip_tpfactory* tls_ = nullptr;
  pjsip_tp_state_callback next_ = nullptr;
  Create create_ = nullptr;
  std::map<const void*, Expectation> expected_;
  std::map<std::string, CertificateFault> faults_;   // by address and port
  std::set<pjsip_transport*> connections_;           // that the box made
};

}  // namespace partyline::sip
