#include "registrar.hpp"

#include <algorithm>

#include "contacts.hpp"
#include "media_watch.hpp"

namespace partyline::sip {

namespace {

bool addressedTo(const pjsip_rx_data& request, const std::string& user) {
  const void* uri = pjsip_uri_get_uri(request.msg_info.to->uri);
  if (!PJSIP_URI_SCHEME_IS_SIP(uri) && !PJSIP_URI_SCHEME_IS_SIPS(uri)) return false;
  return pj_strcmp2(&static_cast<const pjsip_sip_uri*>(uri)->user, user.c_str()) == 0;
}

std::string callIdOf(const pjsip_rx_data& request) {
  const pj_str_t& id = request.msg_info.cid->id;
  return {id.ptr, static_cast<size_t>(id.slen)};
}

}  // namespace

Registrar::Registrar(Listener& listener)
    : listener_(listener),
      bindings_([this](PhoneId phone, const Contact& contact, uint32_t expires_s) {
        if (closed_) return;
        listener_.told(PhoneBinding{phone, contact.call_uri, contact.address, contact.transport, contact.user_agent, expires_s});
      }),
      expiry_([this] {
        bindings_.removeExpired(monotonicMs());
        watchExpiry();
      }) {}

Registrar::Answer Registrar::take(const pjsip_rx_data& request, const Login& login) {
  // RFC 3261 10.3, step 2: no extension is known here.
  if (pjsip_msg_find_hdr(request.msg_info.msg, PJSIP_H_REQUIRE, nullptr) != nullptr) {
    Answer bad;
    bad.status = PJSIP_SC_BAD_EXTENSION;
    bad.unsupported = true;
    return bad;
  }
  // Steps 4 and 5: nobody registers for another.
  if (!addressedTo(request, login.user)) return {PJSIP_SC_FORBIDDEN};
  const Answer answer = update(request, login.phone);
  watchExpiry();
  return answer;
}

Registrar::Answer Registrar::update(const pjsip_rx_data& request, PhoneId phone) {
  const auto contacts = readContacts(request, kUsualSeconds);
  if (!contacts || contacts->wishes.size() > Bindings::kMostContacts) return {PJSIP_SC_BAD_REQUEST};
  // Step 6: '*' stands alone, and only takes away.
  if (contacts->star && (!contacts->wishes.empty() || contacts->expires_s != 0u)) return {PJSIP_SC_BAD_REQUEST};
  RegisterRequest wanted{phone, callIdOf(request), static_cast<uint32_t>(request.msg_info.cseq->cseq), contacts->wishes, contacts->star};
  for (Wish& wish : wanted.wishes) {
    if (wish.expires_s > 0 && wish.expires_s < kLeastSeconds) {
      Answer brief;
      brief.status = PJSIP_SC_INTERVAL_TOO_BRIEF;
      brief.min_expires = true;
      return brief;
    }
    wish.expires_s = std::min(wish.expires_s, kMostSeconds);
  }
  if (!bindings_.update(wanted, monotonicMs())) return {PJSIP_SC_INTERNAL_SERVER_ERROR};
  Answer good;
  good.contacts = true;
  return good;
}

void Registrar::addContacts(pj_pool_t* pool, PhoneId phone, pjsip_hdr& headers) const {
  const uint64_t now_ms = monotonicMs();
  for (const Binding& binding : bindings_.of(phone)) {
    pj_str_t uri;
    pj_strdup2_with_null(pool, &uri, binding.contact.uri.c_str());
    pjsip_uri* parsed = pjsip_parse_uri(pool, uri.ptr, static_cast<pj_size_t>(uri.slen), PJSIP_PARSE_URI_AS_NAMEADDR);
    if (parsed == nullptr) continue;
    pjsip_contact_hdr* header = pjsip_contact_hdr_create(pool);
    header->uri = parsed;
    header->expires = static_cast<pj_uint32_t>((std::max(binding.expires_at_ms, now_ms) - now_ms + 999) / 1000);
    pj_list_push_back(&headers, header);
  }
}

void Registrar::watchExpiry() {
  const auto next_ms = bindings_.nextExpiryMs();
  if (!next_ms) return expiry_.cancel();
  const uint64_t now_ms = monotonicMs();
  expiry_.set(std::max(*next_ms, now_ms) - now_ms + 1);
}

void Registrar::keepOnly(const std::vector<Phone>& phones) {
  std::unordered_map<PhoneId, std::string> kept;
  for (const Phone& phone : phones) kept[phone.phone] = phone.user;
  for (const auto& [phone, user] : phones_) {
    const auto now = kept.find(phone);
    // What was registered under another name is not this phone's any more.
    if (now == kept.end() || now->second != user) bindings_.removePhone(phone);
  }
  phones_ = std::move(kept);
  watchExpiry();
}

void Registrar::connectionLost(const pjsip_transport& transport) {
  bindings_.connectionLost(&transport, monotonicMs());
  watchExpiry();
}

void Registrar::close() {
  closed_ = true;
  expiry_.cancel();
  for (const auto& [phone, user] : phones_) bindings_.removePhone(phone);
}

}  // namespace partyline::sip
