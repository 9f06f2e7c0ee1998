// Everything that a caller of one codec may send, encoded before the run.
#pragma once
#include "codec.hpp"
#include "options.hpp"
#include "script.hpp"

namespace partyline::bench {

class PayloadBank {
 public:
  PayloadBank(Codec codec, const Options& options);

  // What a speaker in the given role sends in this slot, markers included.
  const Payload& speech(int role, int64_t slot) const;
  // What one who does not speak sends; `offset` differs from call to call so that their noises don't add up in phase.
  const Payload& background(int64_t slot, int offset) const;
  const Payload& marker(int index) const { return marker_[index]; }

 private:
  std::vector<Payload> speech_[kSpeakerRoles];
  std::vector<Payload> background_;
  std::vector<Payload> marker_;
};

}  // namespace partyline::bench
