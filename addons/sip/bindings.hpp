// Where each phone is: the contacts that it registered (RFC 3261 10.3). Rules without clock, network or pjsip.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "listener.hpp"

namespace partyline::sip {

struct Contact {
  std::string uri;        // as the phone gave it
  std::string call_uri;   // at which it is called
  std::string address;    // address:port from which it registered
  TransportKind transport = TransportKind::udp;
  std::string user_agent;
  // Kept open for calls to the phone; null for UDP.
  std::shared_ptr<const void> connection;
  // True: should the connection end, the phone can still be called at `uri`.
  bool reachable_without = true;
};

struct Binding {
  Contact contact;
  std::string call_id;
  uint32_t cseq = 0;
  uint64_t expires_at_ms = 0;
};

// One REGISTER's wish for one contact; `expires_s` 0 removes it.
struct Wish {
  Contact contact;
  uint32_t expires_s = 0;
};

struct RegisterRequest {
  PhoneId phone = 0;
  std::string call_id;
  uint32_t cseq = 0;
  std::vector<Wish> wishes;
  bool removes_all = false;   // 'Contact: *'
};

// Not thread-safe.
class Bindings {
 public:
  static constexpr size_t kMostContacts = 5;
  // Told of each contact that came, was refreshed or, with `expires_s` 0, is gone. One that is called elsewhere than before is gone first.
  using Tell = std::function<void(PhoneId, const Contact&, uint32_t expires_s)>;

  explicit Bindings(Tell tell) : tell_(std::move(tell)) {}

  // False: it is older than what is known already, and nothing of it was done.
  bool update(const RegisterRequest& request, uint64_t now_ms);
  const std::vector<Binding>& of(PhoneId phone) const;
  void removePhone(PhoneId phone);
  void removeExpired(uint64_t now_ms);
  std::optional<uint64_t> nextExpiryMs() const;
  // Its contacts fall back to what they said of themselves, or are gone.
  void connectionLost(const void* connection, uint64_t now_ms);

 private:
  using List = std::vector<Binding>;
  static bool outOfOrder(const Binding& known, const RegisterRequest& request);
  void remove(PhoneId phone, const std::function<bool(const Binding&)>& unwanted);
  void put(const RegisterRequest& request, const Wish& wish, uint64_t now_ms);

  Tell tell_;
  std::unordered_map<PhoneId, List> phones_;
};

}  // namespace partyline::sip
