// What may be asked of SIP beside calls that come in: trunks, phones, who is let through, calls out.
#pragma once
#include <netinet/in.h>

#include <cstdint>
#include <string>
#include <vector>

#include "listener.hpp"
#include "networks.hpp"
#include "options.hpp"
#include "server_certificate.hpp"

namespace partyline::sip {

struct TrunkOptions {
  std::string host;   // name or address, with a port if it is not the usual one
  TransportKind transport = TransportKind::udp;
  std::string user;
  std::string auth_user;
  std::string password;
  std::string outbound_proxy;
  std::string name_server;   // see ServerName
  bool registers = false;
  uint32_t expires_s = 0;
  SrtpUse srtp = SrtpUse::off;
  // Whom a server is believed by TLS; `authority` is PEM, for those that are given.
  Authorities authorities = Authorities::system;
  std::string authority;
};

struct Phone {
  PhoneId phone = 0;
  std::string user;
  std::string password;
};

struct AdmissionOptions {
  bool guests = true;
  std::vector<in_addr_t> banned;
  std::vector<TrustedNetwork> trusted;
};

struct DialOptions {
  std::string uri;
  TrunkId trunk = 0;   // 0: the box's own account
  std::string caller_number;
  std::string caller_name;
};

struct ProbeOptions {
  std::string uri;
  TrunkId trunk = 0;   // the servers of this trunk are asked, in their order; 0: those of the URI
  uint32_t timeout_ms = 0;   // for each
};

}  // namespace partyline::sip
