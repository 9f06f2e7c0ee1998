// Takes the registrations of phones (RFC 3261 10.3).
#pragma once
#include <pjsip.h>

#include "authenticator.hpp"
#include "bindings.hpp"
#include "timer.hpp"

namespace partyline::sip {

// pjsip's worker only.
class Registrar {
 public:
  static constexpr uint32_t kLeastSeconds = 60;
  static constexpr uint32_t kMostSeconds = 7200;
  static constexpr uint32_t kUsualSeconds = 3600;

  explicit Registrar(Listener& listener);

  struct Answer {
    int status = 200;
    bool min_expires = false;     // RFC 3261 21.4.17
    bool contacts = false;
    bool unsupported = false;     // RFC 3261 21.4.15
  };
  // For a REGISTER of a phone that has logged in as `user`.
  Answer take(const pjsip_rx_data& request, const Login& login);
  void addContacts(pj_pool_t* pool, PhoneId phone, pjsip_hdr& headers) const;

  // Those that are not among `phones` lose their bindings.
  void keepOnly(const std::vector<Phone>& phones);
  void connectionLost(const pjsip_transport& transport);
  // Lets go of all connections; nothing is told.
  void close();

 private:
  Answer update(const pjsip_rx_data& request, PhoneId phone);
  void watchExpiry();

  Listener& listener_;
  Bindings bindings_;
  std::unordered_map<PhoneId, std::string> phones_;
  bool closed_ = false;
  Timer expiry_;
};

}  // namespace partyline::sip
