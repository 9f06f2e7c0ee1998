// A call as Q.931 has it, and all calls of a span.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "libpri_c.hpp"
#include "options.hpp"

namespace partyline::pri {

struct Call {
  CallId id = 0;
  q931_call* handle = nullptr;
  int reference = 0;   // of one that came in
  int channel = 0;
  // Where it is, of what matters here. offered: a SETUP that nothing was answered to.
  enum class Phase { offered, collecting, initiated, dialling, settled, clearing } phase = Phase::settled;
  int cause = 0;              // 0: none yet
  std::string digits_to_go;   // until the far end asks for them
};

// One thread.
class Calls {
 public:
  Call& add(CallId id, q931_call* handle);
  Call* find(CallId id) const;
  Call* find(const q931_call* handle) const;
  void remove(const Call& call);
  size_t size() const { return calls_.size(); }
  // Those that are there now; they may be removed meanwhile.
  std::vector<CallId> ids() const;

 private:
  std::vector<std::unique_ptr<Call>> calls_;
};

}  // namespace partyline::pri
