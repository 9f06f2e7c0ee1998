#include "name_lookup.hpp"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>

#include <algorithm>
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
std::vector<Service> parseServices(const uint8_t* answer, int size, TransportKind transport) {
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
    services.push_back({static_cast<uint16_t>(ns_get16(data)), static_cast<uint16_t>(ns_get16(data + 2)), {target, port, transport}});
  }
  std::stable_sort(services.begin(), services.end(), [](const Service& a, const Service& b) {
    return a.priority != b.priority ? a.priority < b.priority : a.weight > b.weight;
  });
  return services;
}

std::vector<Service> servicesOf(const ServerName& name) {
  struct __res_state state {};
  if (res_ninit(&state) != 0) return {};
  uint8_t answer[kAnswerBytes];
  const int size = res_nquery(&state, serviceName(name).c_str(), ns_c_in, ns_t_srv, answer, sizeof answer);
  res_nclose(&state);
  return size > 0 ? parseServices(answer, std::min<int>(size, sizeof answer), name.transport) : std::vector<Service>{};
}

Resolved addressesOf(const ServerName& name) {
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
