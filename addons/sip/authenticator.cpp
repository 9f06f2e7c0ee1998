#include "authenticator.hpp"

#include <cstdlib>
#include <string_view>

#include "media_watch.hpp"
#include "refusals.hpp"

namespace partyline::sip {

namespace {

constexpr char kRealm[] = "partyline";
constexpr size_t kNonceCountDigits = 8;

std::string_view viewOf(const pj_str_t& text) {
  return text.slen > 0 ? std::string_view{text.ptr, static_cast<size_t>(text.slen)} : std::string_view{};
}

std::string_view withoutQuotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// The credentials for this box: a request may carry others' too (RFC 3261 22.3).
const pjsip_digest_credential* credentialsOf(const pjsip_rx_data& request) {
  const pjsip_msg& message = *request.msg_info.msg;
  for (const pjsip_hdr* header = message.hdr.next; header != &message.hdr; header = header->next) {
    if (header->type != PJSIP_H_AUTHORIZATION) continue;
    const auto* authorization = reinterpret_cast<const pjsip_authorization_hdr*>(header);
    const auto& digest = authorization->credential.digest;
    if (pj_stricmp2(&authorization->scheme, "digest") == 0 && pj_strcmp2(&digest.realm, kRealm) == 0) return &digest;
  }
  return nullptr;
}

DigestClaim claimOf(const pjsip_digest_credential& given, const pjsip_method& method, DigestAlgorithm algorithm) {
  DigestClaim claim;
  claim.algorithm = algorithm;
  claim.realm = kRealm;
  claim.user = viewOf(given.username);
  claim.method = viewOf(method.name);
  claim.uri = viewOf(given.uri);
  claim.nonce = viewOf(given.nonce);
  claim.nonce_count = viewOf(given.nc);
  claim.client_nonce = viewOf(given.cnonce);
  claim.qop = withoutQuotes(viewOf(given.qop));
  return claim;
}

// Without a count, and with one that is none, a nonce serves once.
uint32_t countOf(std::string_view digits) {
  const bool formed = digits.size() == kNonceCountDigits && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  return formed ? static_cast<uint32_t>(std::strtoul(std::string{digits}.c_str(), nullptr, 16)) : 0;
}

std::string_view userOf(const void* uri) {
  const void* inner = uri == nullptr ? nullptr : pjsip_uri_get_uri(uri);
  if (inner == nullptr || !(PJSIP_URI_SCHEME_IS_SIP(inner) || PJSIP_URI_SCHEME_IS_SIPS(inner))) return {};
  return viewOf(static_cast<const pjsip_sip_uri*>(inner)->user);
}

// RFC 7616 3.4.6: a proof for one number must not serve to call another. What a proxy did to the rest of the URI does not matter.
bool isForThis(const pjsip_digest_credential& given, const pjsip_rx_data& request) {
  pj_str_t uri;
  pj_strdup_with_null(request.tp_info.pool, &uri, &given.uri);
  const pjsip_uri* parsed = pjsip_parse_uri(request.tp_info.pool, uri.ptr, static_cast<pj_size_t>(uri.slen), 0);
  return userOf(parsed) == userOf(request.msg_info.msg->line.req.uri);
}

bool knowsSha256(const std::string& user_agent) {
  for (const char* name : {"Linphone", "PJSUA", "pjsip", "MicroSIP", "Partyline"}) {
    if (user_agent.find(name) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

void Authenticator::setPhones(const std::vector<Phone>& phones) {
  phones_.clear();
  for (const Phone& phone : phones) phones_[phone.user] = phone;
}

Login Authenticator::login(const pjsip_rx_data& request) {
  Login login;
  const pjsip_digest_credential* given = credentialsOf(request);
  if (given == nullptr) return login;
  const auto algorithm = parseDigestAlgorithm(withoutQuotes(viewOf(given->algorithm)));
  const std::string_view qop = withoutQuotes(viewOf(given->qop));
  if (!algorithm || !(qop.empty() || qop == "auth") || !isForThis(*given, request)) return login;
  const DigestClaim claim = claimOf(*given, request.msg_info.msg->line.req.method, *algorithm);
  login.user = claim.user;
  const auto phone = phones_.find(login.user);
  // The sums are done for strangers too, so that time does not tell whether a user exists.
  const bool right = sameDigest(digestResponse(claim, phone == phones_.end() ? kRealm : phone->second.password), viewOf(given->response));
  if (phone == phones_.end()) {
    login.result = Login::Result::unknown_user;
  } else if (!right) {
    login.result = Login::Result::wrong_password;
  } else {
    const bool fresh = nonces_.spend(claim.nonce, countOf(claim.nonce_count), monotonicMs()) == Nonces::Verdict::good;
    login.result = fresh ? Login::Result::good : Login::Result::stale;
    login.phone = phone->second.phone;
  }
  return login;
}

void Authenticator::addChallenge(const pjsip_rx_data& request, bool stale, pjsip_hdr& headers) {
  pj_pool_t* pool = request.tp_info.pool;
  const bool modern = knowsSha256(userAgentOf(request));
  const std::string nonce = nonces_.issue(monotonicMs());
  for (const DigestAlgorithm algorithm : {DigestAlgorithm::sha256, DigestAlgorithm::md5}) {
    if (algorithm == DigestAlgorithm::sha256 && !modern) continue;
    pjsip_www_authenticate_hdr* header = pjsip_www_authenticate_hdr_create(pool);
    header->scheme = pj_str(const_cast<char*>("Digest"));
    auto& challenge = header->challenge.digest;
    pj_strdup2(pool, &challenge.realm, kRealm);
    pj_strdup2(pool, &challenge.nonce, nonce.c_str());
    pj_strdup2(pool, &challenge.algorithm, wordOf(algorithm));
    pj_strdup2(pool, &challenge.qop, "auth");
    challenge.stale = stale ? PJ_TRUE : PJ_FALSE;
    pj_list_push_back(&headers, header);
  }
}

}  // namespace partyline::sip
