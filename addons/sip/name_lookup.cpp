#include "name_lookup.hpp"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace partyline::sip {

namespace {

constexpr size_t kAnswerBytes = 4096;
constexpr size_t kMostServers = 8;

struct Service {
  uint16_t priority = 0;
  uint16_t weight = 0;
  ServerName server;
};

struct Freed {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

// RFC 3263 4.1.
std::string serviceName(const ServerName& name) {
  switch (name.transport) {
    case TransportKind::tls: return "_sips._tcp." + name.host;
    case TransportKind::tcp: return "_sip._tcp." + name.host;
    case TransportKind::udp: return "_sip._udp." + name.host;
  }
  return {};
}

// RFC 2782: priority, weight, port, target.
std::vector<Service> parseServices(const uint8_t* answer, int size, const ServerName& asked) {
  std::vector<Service> services;
  ns_msg message;
  if (ns_initparse(answer, size, &message) != 0) return services;
  for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
    ns_rr record;
    char target[NS_MAXDNAME];
    if (ns_parserr(&message, ns_s_an, i, &record) != 0 || ns_rr_type(record) != ns_t_srv || ns_rr_rdlen(record) < 7) continue;
    const uint8_t* data = ns_rr_rdata(record);
    if (ns_name_uncompress(ns_msg_base(message), ns_msg_end(message), data + 6, target, sizeof target) < 0) continue;
    const auto port = static_cast<uint16_t>(ns_get16(data + 4));
    services.push_back({static_cast<uint16_t>(ns_get16(data)), static_cast<uint16_t>(ns_get16(data + 2)), {target, port, asked.transport, asked.name_server}});
  }
  std::stable_sort(services.begin(), services.end(), [](const Service& a, const Service& b) {
    return a.priority != b.priority ? a.priority < b.priority : a.weight > b.weight;
  });
  return services;
}

// Asks that name server and no other.
void useNameServer(struct __res_state& state, const std::string& text) {
  const ServerName at = parseServerName(text, TransportKind::udp);
  sockaddr_in& server = state.nsaddr_list[0];
  server = {};
  server.sin_family = AF_INET;
  server.sin_port = htons(at.port != 0 ? at.port : NS_DEFAULTPORT);
  isAddress(at.host, server.sin_addr);
  state.nscount = 1;
}

// Calls `read` with the answer, when there is one.
template <typename Read>
void query(const std::string& name, ns_type type, const std::string& name_server, Read read) {
  struct __res_state state {};
  if (res_ninit(&state) != 0) return;
  if (!name_server.empty()) useNameServer(state, name_server);
  uint8_t answer[kAnswerBytes];
  const int size = res_nquery(&state, name.c_str(), ns_c_in, type, answer, sizeof answer);
  res_nclose(&state);
  if (size > 0) read(answer, std::min<int>(size, sizeof answer));
}

std::vector<Service> servicesOf(const ServerName& name) {
  std::vector<Service> services;
  query(serviceName(name), ns_t_srv, name.name_server, [&](const uint8_t* answer, int size) { services = parseServices(answer, size, name); });
  return services;
}

sockaddr_in serverAt(const uint8_t* address, const ServerName& name) {
  sockaddr_in server{};
  server.sin_family = AF_INET;
  server.sin_port = htons(name.port != 0 ? name.port : usualPort(name.transport));
  std::memcpy(&server.sin_addr, address, sizeof server.sin_addr);
  return server;
}

Resolved addressesByNameServer(const ServerName& name) {
  Resolved resolved;
  query(name.host, ns_t_a, name.name_server, [&](const uint8_t* answer, int size) {
    ns_msg message;
    if (ns_initparse(answer, size, &message) != 0) return;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
      ns_rr record;
      const bool read = ns_parserr(&message, ns_s_an, i, &record) == 0 && ns_rr_type(record) == ns_t_a && ns_rr_rdlen(record) == 4;
      if (read) resolved.servers.push_back(serverAt(ns_rr_rdata(record), name));
    }
  });
  if (resolved.servers.empty()) resolved.reason = "The name '" + name.host + "' was not found by " + name.name_server + ".";
  return resolved;
}

Resolved addressesBySystem(const ServerName& name) {
  addrinfo wanted{};
  wanted.ai_family = AF_INET;
  wanted.ai_socktype = SOCK_DGRAM;
  addrinfo* list = nullptr;
  const int error = ::getaddrinfo(name.host.c_str(), nullptr, &wanted, &list);
  if (error != 0) return {{}, "The name '" + name.host + "' was not found: " + ::gai_strerror(error) + "."};
  const std::unique_ptr<addrinfo, Freed> freed{list};
  Resolved resolved;
  for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
    sockaddr_in server = *reinterpret_cast<const sockaddr_in*>(entry->ai_addr);
    server.sin_port = htons(name.port != 0 ? name.port : usualPort(name.transport));
    resolved.servers.push_back(server);
  }
  return resolved;
}

Resolved addressesOf(const ServerName& name) {
  in_addr address{};
  if (isAddress(name.host, address)) return {{serverAt(reinterpret_cast<const uint8_t*>(&address), name)}, {}};
  return name.name_server.empty() ? addressesBySystem(name) : addressesByNameServer(name);
}

}  // namespace

bool isAddress(const std::string& host, in_addr& address) { return ::inet_pton(AF_INET, host.c_str(), &address) == 1; }

uint16_t usualPort(TransportKind transport) { return transport == TransportKind::tls ? 5061 : 5060; }

Resolved lookUp(const ServerName& name) {
  Resolved all;
  // RFC 3263 4.2: services are asked for only where no port was given.
  if (name.port == 0 && name.host.find('.') != std::string::npos) {
    for (const Service& service : servicesOf(name)) {
      const Resolved found = addressesOf(service.server);
      all.servers.insert(all.servers.end(), found.servers.begin(), found.servers.end());
      if (all.servers.size() >= kMostServers) break;
    }
  }
  return all.servers.empty() ? addressesOf(name) : all;
}

}  // namespace partyline::sip
