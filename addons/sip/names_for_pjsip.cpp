#include "names_for_pjsip.hpp"

#include <cstring>

namespace partyline::sip {

namespace {

Resolver* the_resolver = nullptr;

TransportKind transportOf(const pjsip_host_info& target) {
  if ((target.flag & PJSIP_TRANSPORT_SECURE) != 0 || target.type == PJSIP_TRANSPORT_TLS) return TransportKind::tls;
  return (target.flag & PJSIP_TRANSPORT_RELIABLE) != 0 || target.type == PJSIP_TRANSPORT_TCP ? TransportKind::tcp : TransportKind::udp;
}

std::string textOf(const pj_str_t& text) { return {text.ptr, static_cast<size_t>(text.slen)}; }

pjsip_server_addresses addressesOf(const Resolved& resolved, TransportKind transport) {
  pjsip_server_addresses addresses;
  std::memset(&addresses, 0, sizeof addresses);
  for (const sockaddr_in& server : resolved.servers) {
    if (addresses.count == PJSIP_MAX_RESOLVED_ADDRESSES) break;
    auto& entry = addresses.entry[addresses.count++];
    entry.type = typeOf(transport);
    entry.addr_len = sizeof server;
    std::memcpy(&entry.addr, &server, sizeof server);
  }
  return addresses;
}

void resolve(pjsip_resolver_t*, pj_pool_t*, const pjsip_host_info* target, void* token, pjsip_resolver_callback* done) {
  if (the_resolver == nullptr) return done(PJ_ERESOLVE, token, nullptr);
  const TransportKind transport = transportOf(*target);
  const ServerName name{textOf(target->addr.host), static_cast<uint16_t>(target->addr.port), transport, {}};
  the_resolver->resolve(name, [token, done, transport](const Resolved& resolved) {
    const pjsip_server_addresses addresses = addressesOf(resolved, transport);
    done(addresses.count > 0 ? PJ_SUCCESS : PJ_ERESOLVE, token, &addresses);
  });
}

}  // namespace

void resolveNamesBy(pjsip_endpoint* endpoint, Resolver* resolver) {
  static pjsip_ext_resolver ours{&resolve};
  the_resolver = resolver;
  if (resolver != nullptr) pjsip_endpt_set_ext_resolver(endpoint, &ours);
}

const pjsip_sip_uri* parseSipUri(pj_pool_t* pool, const std::string& uri) {
  // The parser wants a writable text that ends in a null byte.
  pj_str_t copy;
  const pj_str_t text{const_cast<char*>(uri.data()), static_cast<pj_ssize_t>(uri.size())};
  pj_strdup_with_null(pool, &copy, &text);
  pjsip_uri* parsed = pjsip_parse_uri(pool, copy.ptr, static_cast<pj_size_t>(copy.slen), 0);
  if (parsed == nullptr || !(PJSIP_URI_SCHEME_IS_SIP(parsed) || PJSIP_URI_SCHEME_IS_SIPS(parsed))) return nullptr;
  return static_cast<const pjsip_sip_uri*>(pjsip_uri_get_uri(parsed));
}

ServerName serverOf(const pjsip_sip_uri& uri) {
  TransportKind transport = PJSIP_URI_SCHEME_IS_SIPS(&uri) ? TransportKind::tls : TransportKind::udp;
  if (pj_stricmp2(&uri.transport_param, "tls") == 0) transport = TransportKind::tls;
  if (pj_stricmp2(&uri.transport_param, "tcp") == 0 && transport == TransportKind::udp) transport = TransportKind::tcp;
  const pj_str_t& host = uri.maddr_param.slen > 0 ? uri.maddr_param : uri.host;
  return {textOf(host), static_cast<uint16_t>(uri.port), transport, {}};
}

const char* wordOf(TransportKind transport) {
  switch (transport) {
    case TransportKind::tls: return "tls";
    case TransportKind::tcp: return "tcp";
    case TransportKind::udp: return "udp";
  }
  return "";
}

pjsip_transport_type_e typeOf(TransportKind transport) {
  switch (transport) {
    case TransportKind::tls: return PJSIP_TRANSPORT_TLS;
    case TransportKind::tcp: return PJSIP_TRANSPORT_TCP;
    case TransportKind::udp: return PJSIP_TRANSPORT_UDP;
  }
  return PJSIP_TRANSPORT_UDP;
}

}  // namespace partyline::sip
