// Asks phones for their password and checks what they answer.
#pragma once
#include <pjsip.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "digest.hpp"
#include "requests.hpp"

namespace partyline::sip {

struct Login {
  enum class Result { none, good, stale, wrong_password, unknown_user };
  Result result = Result::none;
  PhoneId phone = 0;   // when good
  std::string user;
};

// pjsip's worker only.
class Authenticator {
 public:
  void setPhones(const std::vector<Phone>& phones);
  bool hasPhones() const { return !phones_.empty(); }
  // The user of one of the phones.
  bool knows(const std::string& user) const { return phones_.count(user) > 0; }

  Login login(const pjsip_rx_data& request);
  // WWW-Authenticate headers, the better algorithm first (RFC 8760 2.4), added to `headers`. SHA-256 is offered only to programs that are
  // known for it: others (baresip 1, for one) give up when they see an algorithm that is not theirs, whatever stands beside it.
  void addChallenge(const pjsip_rx_data& request, bool stale, pjsip_hdr& headers);

 private:
  std::unordered_map<std::string, Phone> phones_;
  Nonces nonces_;
};

}  // namespace partyline::sip
