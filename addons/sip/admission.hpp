// Whose requests are let in: what JavaScript said of addresses.
#pragma once
#include <unordered_set>
#include <utility>

#include "requests.hpp"

namespace partyline::sip {

// pjsip's worker only.
class Admission {
 public:
  void set(AdmissionOptions options) {
    banned_ = {options.banned.begin(), options.banned.end()};
    options_ = std::move(options);
  }
  bool guests() const { return options_.guests; }
  bool banned(in_addr_t source) const { return banned_.count(source) > 0; }
  TrunkId trunkOf(in_addr_t source) const { return sip::trunkOf(options_.trusted, source); }

 private:
  AdmissionOptions options_;
  std::unordered_set<in_addr_t> banned_;
};

}  // namespace partyline::sip
