// Digest access authentication (RFC 7616, in SIP RFC 3261 22 and RFC 8760): the sums, and the nonces.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace partyline::sip {

enum class DigestAlgorithm { md5, sha256 };

// The word of the header for it; a header without one means MD5.
const char* wordOf(DigestAlgorithm algorithm);
std::optional<DigestAlgorithm> parseDigestAlgorithm(std::string_view word);

// What a client gave, and what the server knows.
struct DigestClaim {
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  std::string_view realm;
  std::string_view user;
  std::string_view method;
  std::string_view uri;
  std::string_view nonce;
  std::string_view nonce_count;   // empty as the two below, where the client knows no qop (RFC 2617 3.2.2.1)
  std::string_view client_nonce;
  std::string_view qop;
};

// In lower-case hexadecimal digits.
std::string digestResponse(const DigestClaim& claim, std::string_view password);
// As long for any two texts of one length.
bool sameDigest(std::string_view a, std::string_view b);

// Nonces are not kept but signed, so that no flood of requests fills memory; only those that were used with the right password are.
class Nonces {
 public:
  enum class Verdict {
    good,
    stale,      // of another time, or used before: the client shall try again with a new one
  };
  static constexpr uint64_t kLifeMs = 300000;

  Nonces();
  std::string issue(uint64_t now_ms);
  // For a claim whose digest is right. `nonce_count` 0: the client knows none, so the nonce serves once.
  Verdict spend(std::string_view nonce, uint32_t nonce_count, uint64_t now_ms);

 private:
  std::string signatureOf(std::string_view stamp) const;
  void forgetOld(uint64_t now_ms);

  struct Use {
    uint32_t highest_count = 0;
    uint64_t issued_at_ms = 0;
  };
  unsigned char secret_[32];
  uint32_t last_ = 0;
  uint64_t forgotten_before_ms_ = 0;
  std::unordered_map<std::string, Use> used_;
};

}  // namespace partyline::sip
