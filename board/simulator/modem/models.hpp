// The voice modems that can be simulated: what they say of themselves, how they code speech, what ends their stream.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace partyline::simulator {

enum class VoiceCoding { linear_unsigned, mu_law };

struct ModemModel {
  std::string id;
  std::vector<std::string> information;  // ATI3
  std::string manufacturer;              // +FMI?
  std::string product;                   // +FMM?
  bool has_voice;
  std::vector<std::string> methods;      // +VSM=?
  int method;                            // the one of them that it is simulated with
  VoiceCoding coding;
  std::string end_codes;                 // which of them, after DLE, ends a full-duplex stream
  bool end_needs_doubled_dle;            // it misses an end that doesn't come right after a doubled DLE
  bool frames_keys;                      // DLE / and DLE ~ around a key
  std::string off_hook_result;           // +VLS=1
};

// nullptr: there is none of this id.
const ModemModel* modemModel(const std::string& id);

}  // namespace partyline::simulator
