#include "contacts.hpp"

#include "caller.hpp"
#include "names_for_pjsip.hpp"
#include "refusals.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kUriCharacters = 500;
constexpr uint32_t kNotGiven = PJSIP_EXPIRES_NOT_SPECIFIED;

std::string printed(const void* uri) {
  char text[kUriCharacters];
  const int length = pjsip_uri_print(PJSIP_URI_IN_REQ_URI, uri, text, sizeof text);
  return length > 0 ? std::string(text, static_cast<size_t>(length)) : std::string{};
}

in_addr_t hostOf(const pjsip_sip_uri& uri) {
  pj_in_addr address;
  return pj_inet_pton(pj_AF_INET(), &uri.host, &address) == PJ_SUCCESS ? address.s_addr : INADDR_ANY;
}

// A phone behind NAT gives an address that leads nowhere; and over TCP and TLS its own connection is the way to it.
std::string callUriOf(const pjsip_rx_data& request, const pjsip_sip_uri& uri, TransportKind transport) {
  pj_pool_t* pool = request.tp_info.pool;
  auto* changed = static_cast<pjsip_sip_uri*>(pjsip_uri_clone(pool, &uri));
  pj_strdup2(pool, &changed->host, request.pkt_info.src_name);
  changed->port = request.pkt_info.src_port;
  changed->maddr_param.slen = 0;
  if (transport != TransportKind::udp) pj_strdup2(pool, &changed->transport_param, wordOf(transport));
  return printed(changed);
}

// Keeps the connection from being closed for want of use.
std::shared_ptr<const void> keptOpen(pjsip_transport* transport) {
  if (pjsip_transport_add_ref(transport) != PJ_SUCCESS) return nullptr;
  return {transport, [](const void* held) { pjsip_transport_dec_ref(static_cast<pjsip_transport*>(const_cast<void*>(held))); }};
}

Contact contactOf(const pjsip_rx_data& request, const pjsip_sip_uri& uri) {
  Contact contact;
  contact.transport = transportOf(request);
  contact.uri = printed(&uri);
  contact.call_uri = callUriOf(request, uri, contact.transport);
  contact.address = sourceOf(request);
  contact.user_agent = userAgentOf(request);
  if (contact.transport == TransportKind::udp) return contact;
  contact.connection = keptOpen(request.tp_info.transport);
  contact.reachable_without = hostOf(uri) == request.pkt_info.src_addr.ipv4.sin_addr.s_addr;
  return contact;
}

std::optional<uint32_t> expiresOf(const pjsip_msg& message) {
  const auto* header = static_cast<const pjsip_expires_hdr*>(pjsip_msg_find_hdr(&message, PJSIP_H_EXPIRES, nullptr));
  return header == nullptr ? std::nullopt : std::optional<uint32_t>{header->ivalue};
}

}  // namespace

std::optional<ContactList> readContacts(const pjsip_rx_data& request, uint32_t usual_expires_s) {
  ContactList list;
  const pjsip_msg& message = *request.msg_info.msg;
  list.expires_s = expiresOf(message);
  for (const pjsip_hdr* header = message.hdr.next; header != &message.hdr; header = header->next) {
    if (header->type != PJSIP_H_CONTACT) continue;
    const auto* contact = reinterpret_cast<const pjsip_contact_hdr*>(header);
    if (contact->star) {
      list.star = true;
      continue;
    }
    const void* uri = pjsip_uri_get_uri(contact->uri);
    if (!PJSIP_URI_SCHEME_IS_SIP(uri) && !PJSIP_URI_SCHEME_IS_SIPS(uri)) return std::nullopt;
    Wish wish{contactOf(request, *static_cast<const pjsip_sip_uri*>(uri)), 0};
    if (wish.contact.uri.empty() || wish.contact.call_uri.empty()) return std::nullopt;
    wish.expires_s = contact->expires != kNotGiven ? contact->expires : list.expires_s.value_or(usual_expires_s);
    list.wishes.push_back(std::move(wish));
  }
  return list;
}

}  // namespace partyline::sip
