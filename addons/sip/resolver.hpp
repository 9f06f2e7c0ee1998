// Names of SIP servers to addresses (RFC 3263 4.2, IPv4), by the system's own resolver or another name server, on threads of its own:
// pjsip's would make its one thread wait for it.
#pragma once
#include <netinet/in.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "listener.hpp"

namespace partyline::sip {

struct ServerName {
  std::string host;
  uint16_t port = 0;   // 0: not given
  TransportKind transport = TransportKind::udp;
  std::string name_server;   // IPv4 address, and a port if it is not 53; empty: those of the system
  bool operator<(const ServerName& other) const {
    return std::tie(host, port, transport, name_server) < std::tie(other.host, other.port, other.transport, other.name_server);
  }
};

struct Resolved {
  std::vector<sockaddr_in> servers;   // best first; none: not found
  std::string reason;                 // in words, when there are none
};

// 'name', 'name:port', '192.0.2.1:5060'.
ServerName parseServerName(const std::string& text, TransportKind transport);

class Resolver {
 public:
  using Done = std::function<void(const Resolved&)>;
  // `post` makes an answer known on pjsip's worker.
  using Post = std::function<void(std::function<void()>)>;

  explicit Resolver(Post post);
  ~Resolver();   // what is looked up just now comes to nobody; its thread ends by itself

  // The worker only. An address, and a name that was found a moment ago, are answered at once.
  void resolve(const ServerName& name, Done done);

 private:
  struct Kept {
    Resolved resolved;
    uint64_t until_ms = 0;
  };
  struct Desk;

  static void work(const std::shared_ptr<Desk>& desk);
  void answer(const ServerName& name, const Resolved& resolved);

  std::shared_ptr<Desk> desk_;
  std::map<ServerName, Kept> kept_;                    // the worker's
  std::map<ServerName, std::vector<Done>> waiting_;    // the worker's
};

}  // namespace partyline::sip
