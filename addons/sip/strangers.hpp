// Callers who were asked for a password and have not come back with it: those who never do are to be told of.
#pragma once
#include <netinet/in.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace partyline::sip {

struct Stranger {
  in_addr_t address = 0;
  uint32_t cseq = 0;
  std::string user_agent;
  uint64_t asked_at_ms = 0;
};

// Not thread-safe.
class Strangers {
 public:
  static constexpr uint64_t kPatienceMs = 5000;
  static constexpr size_t kMost = 1024;

  // False: this call was asked before, and now comes again without a password; a retransmission is no second time. Those beyond `kMost` are asked without being remembered.
  bool ask(const std::string& call_id, const Stranger& stranger);
  void cameBack(const std::string& call_id) { asked_.erase(call_id); }
  // Those whose time is over; they are forgotten.
  std::vector<Stranger> gone(uint64_t now_ms);
  bool empty() const { return asked_.empty(); }

 private:
  std::unordered_map<std::string, Stranger> asked_;
};

}  // namespace partyline::sip
