#include "caller.hpp"

#include <pjlib-util.h>

#include <string_view>

#include "clean_text.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kNumberCharacters = 64;
constexpr size_t kNameCharacters = 100;
constexpr size_t kCallIdCharacters = 200;

struct Party {
  std::string number;
  std::string name;
};

std::string_view viewOf(const pj_str_t& text) {
  return text.slen > 0 ? std::string_view{text.ptr, static_cast<size_t>(text.slen)} : std::string_view{};
}

bool same(const pj_str_t& text, const char* other) { return pj_stricmp2(&text, other) == 0; }

std::string userOf(const void* uri) {
  if (uri == nullptr) return {};
  void* inner = pjsip_uri_get_uri(const_cast<void*>(uri));
  if (PJSIP_URI_SCHEME_IS_SIP(inner) || PJSIP_URI_SCHEME_IS_SIPS(inner)) {
    return cleanText(viewOf(static_cast<pjsip_sip_uri*>(inner)->user), kNumberCharacters);
  }
  if (PJSIP_URI_SCHEME_IS_TEL(inner)) return cleanText(viewOf(static_cast<pjsip_tel_uri*>(inner)->number), kNumberCharacters);
  return {};
}

// RFC 3261 25.1: within a quoted display name, a backslash makes the next character plain.
std::string plainName(std::string_view quoted) {
  std::string plain;
  for (size_t i = 0; i < quoted.size(); i++) {
    if (quoted[i] == '\\' && i + 1 < quoted.size()) i++;
    plain += quoted[i];
  }
  return cleanText(plain, kNameCharacters);
}

Party partyOf(const pjsip_uri* uri) {
  Party party{userOf(uri), {}};
  if (uri != nullptr && pjsip_uri_get_uri(const_cast<pjsip_uri*>(uri)) != uri) {
    party.name = plainName(viewOf(reinterpret_cast<const pjsip_name_addr*>(uri)->display));
  }
  return party;
}

const pjsip_generic_string_hdr* headerNamed(const pjsip_msg& message, const char* name) {
  const pj_str_t text = pj_str(const_cast<char*>(name));
  return static_cast<const pjsip_generic_string_hdr*>(pjsip_msg_find_hdr_by_name(&message, &text, nullptr));
}

// RFC 3325 9.1: at most two values, separated by a comma; the first is taken.
std::string_view firstValue(std::string_view values) {
  bool quoted = false;
  bool bracketed = false;
  for (size_t i = 0; i < values.size(); i++) {
    if (values[i] == '\\' && quoted) i++;
    else if (values[i] == '"') quoted = !quoted;
    else if (!quoted && (values[i] == '<' || values[i] == '>')) bracketed = values[i] == '<';
    else if (values[i] == ',' && !quoted && !bracketed) return values.substr(0, i);
  }
  return values;
}

const pjsip_uri* assertedIdentity(const pjsip_rx_data& invite) {
  const auto* header = headerNamed(*invite.msg_info.msg, "P-Asserted-Identity");
  if (header == nullptr) return nullptr;
  const std::string_view value = firstValue(viewOf(header->hvalue));
  // The parser wants a writable text that ends in a null byte.
  pj_pool_t* pool = invite.tp_info.pool;
  auto* copy = static_cast<char*>(pj_pool_alloc(pool, value.size() + 1));
  value.copy(copy, value.size());
  copy[value.size()] = 0;
  return pjsip_parse_uri(pool, copy, value.size(), PJSIP_PARSE_URI_AS_NAMEADDR);
}

// RFC 3323 4.1.1.3, RFC 3325 9.3.
bool withheld(const pjsip_rx_data& invite) {
  const auto* privacy = headerNamed(*invite.msg_info.msg, "Privacy");
  if (privacy == nullptr) return false;
  const std::string_view value = viewOf(privacy->hvalue);
  return value.find("id") != std::string_view::npos || value.find("user") != std::string_view::npos;
}

bool anonymous(const pjsip_uri* uri) {
  void* inner = uri == nullptr ? nullptr : pjsip_uri_get_uri(const_cast<pjsip_uri*>(uri));
  if (inner == nullptr || !(PJSIP_URI_SCHEME_IS_SIP(inner) || PJSIP_URI_SCHEME_IS_SIPS(inner))) return false;
  const auto* sip = static_cast<const pjsip_sip_uri*>(inner);
  return same(sip->user, "anonymous") || same(sip->host, "anonymous.invalid");
}

Party callerOf(const pjsip_rx_data& invite) {
  if (withheld(invite)) return {};
  const pjsip_uri* asserted = assertedIdentity(invite);
  const pjsip_uri* uri = asserted != nullptr ? asserted : invite.msg_info.from->uri;
  return anonymous(uri) ? Party{} : partyOf(uri);
}

}  // namespace

std::string sourceOf(const pjsip_rx_data& request) {
  return std::string{request.pkt_info.src_name} + ":" + std::to_string(request.pkt_info.src_port);
}

TransportKind transportOf(const pjsip_rx_data& request) {
  const auto* transport = request.tp_info.transport;
  if (PJSIP_TRANSPORT_IS_SECURE(transport)) return TransportKind::tls;
  return PJSIP_TRANSPORT_IS_RELIABLE(transport) ? TransportKind::tcp : TransportKind::udp;
}

std::vector<std::string> claimedUsers(const pjsip_rx_data& request) {
  std::vector<std::string> users{userOf(request.msg_info.from->uri)};
  const pjsip_uri* asserted = assertedIdentity(request);
  if (asserted != nullptr) users.push_back(userOf(asserted));
  return users;
}

Incoming readInvite(const pjsip_rx_data& invite) {
  Incoming incoming;
  const Party caller = callerOf(invite);
  incoming.sip_call_id = cleanText(viewOf(invite.msg_info.cid->id), kCallIdCharacters);
  incoming.number = caller.number;
  incoming.name = caller.name;
  incoming.dialled = userOf(invite.msg_info.msg->line.req.uri);
  incoming.address = sourceOf(invite);
  incoming.transport = transportOf(invite);
  return incoming;
}

}  // namespace partyline::sip
