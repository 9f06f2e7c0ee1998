#include "digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <stdexcept>

namespace partyline::sip {

namespace {

constexpr size_t kStampCharacters = 24;   // milliseconds (16), serial number (8), in hexadecimal digits
constexpr size_t kTimeCharacters = 16;
constexpr size_t kSignatureBytes = 16;
constexpr size_t kMostUsed = 8192;

std::string hexOf(const unsigned char* bytes, size_t count) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (size_t i = 0; i < count; i++) {
    hex += kDigits[bytes[i] >> 4];
    hex += kDigits[bytes[i] & 15];
  }
  return hex;
}

std::string hashOf(DigestAlgorithm algorithm, const std::string& text) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  const EVP_MD* kind = algorithm == DigestAlgorithm::sha256 ? EVP_sha256() : EVP_md5();
  if (EVP_Digest(text.data(), text.size(), hash, &length, kind, nullptr) != 1) return {};
  return hexOf(hash, length);
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) (text += part) += ':';
  text.pop_back();
  return text;
}

bool isHex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

}  // namespace

const char* wordOf(DigestAlgorithm algorithm) { return algorithm == DigestAlgorithm::sha256 ? "SHA-256" : "MD5"; }

std::optional<DigestAlgorithm> parseDigestAlgorithm(std::string_view word) {
  const auto is = [&](std::string_view name) {
    if (word.size() != name.size()) return false;
    for (size_t i = 0; i < name.size(); i++) {
      const char c = word[i] >= 'a' && word[i] <= 'z' ? static_cast<char>(word[i] - 'a' + 'A') : word[i];
      if (c != name[i]) return false;
    }
    return true;
  };
  if (word.empty() || is("MD5")) return DigestAlgorithm::md5;
  if (is("SHA-256")) return DigestAlgorithm::sha256;
  return std::nullopt;
}

std::string digestResponse(const DigestClaim& claim, std::string_view password) {
  const std::string secret = hashOf(claim.algorithm, joined({claim.user, claim.realm, password}));
  const std::string what = hashOf(claim.algorithm, joined({claim.method, claim.uri}));
  if (claim.qop.empty()) return hashOf(claim.algorithm, joined({secret, claim.nonce, what}));
  return hashOf(claim.algorithm, joined({secret, claim.nonce, claim.nonce_count, claim.client_nonce, claim.qop, what}));
}

bool sameDigest(std::string_view a, std::string_view b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

Nonces::Nonces() {
  if (RAND_bytes(secret_, sizeof secret_) != 1) throw std::runtime_error("No random numbers for the registrar.");
}

std::string Nonces::signatureOf(std::string_view stamp) const {
  unsigned char signature[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  HMAC(EVP_sha256(), secret_, sizeof secret_, reinterpret_cast<const unsigned char*>(stamp.data()), stamp.size(), signature, &length);
  return hexOf(signature, kSignatureBytes);
}

std::string Nonces::issue(uint64_t now_ms) {
  char stamp[kStampCharacters + 1];
  std::snprintf(stamp, sizeof stamp, "%016llx%08x", static_cast<unsigned long long>(now_ms), ++last_);
  return stamp + signatureOf(stamp);
}

Nonces::Verdict Nonces::spend(std::string_view nonce, uint32_t nonce_count, uint64_t now_ms) {
  const bool formed = nonce.size() == kStampCharacters + 2 * kSignatureBytes && isHex(nonce);
  if (!formed || !sameDigest(signatureOf(nonce.substr(0, kStampCharacters)), nonce.substr(kStampCharacters))) return Verdict::stale;
  const uint64_t issued_at_ms = std::stoull(std::string{nonce.substr(0, kTimeCharacters)}, nullptr, 16);
  if (issued_at_ms < forgotten_before_ms_ || now_ms - issued_at_ms > kLifeMs) return Verdict::stale;
  if (used_.size() >= kMostUsed) forgetOld(now_ms);
  const auto [entry, first] = used_.try_emplace(std::string{nonce}, Use{nonce_count, issued_at_ms});
  if (first) return Verdict::good;
  if (nonce_count <= entry->second.highest_count) return Verdict::stale;
  entry->second.highest_count = nonce_count;
  return Verdict::good;
}

// With all places taken by phones that just logged in, the oldest of them have to ask for a new nonce. What is forgotten could be used
// again, so nothing of its time is taken any more.
void Nonces::forgetOld(uint64_t now_ms) {
  for (uint64_t life_ms = kLifeMs; used_.size() >= kMostUsed; life_ms /= 2) {
    forgotten_before_ms_ = life_ms > 0 ? now_ms - std::min(life_ms, now_ms) : now_ms + 1;
    for (auto use = used_.begin(); use != used_.end();) {
      use = use->second.issued_at_ms < forgotten_before_ms_ ? used_.erase(use) : std::next(use);
    }
  }
}

}  // namespace partyline::sip
