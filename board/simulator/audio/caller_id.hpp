// Caller IDs as they sound on a pair: by FSK (Bell 202 or ITU-T V.23, ETSI ETS 300 659-1) or by DTMF (ETSI ETS 300 648).
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "block.hpp"

namespace partyline::simulator {

enum class CallerIdKind { bell202, v23, dtmf };

struct CallerId {
  std::string number;  // digits; empty: withheld
  std::string name;    // not sent by DTMF
  std::string time;    // MMDDHHMM; not sent by DTMF
};

class CallerIdSender {
 public:
  CallerIdSender(CallerIdKind kind, const CallerId& id);
  ~CallerIdSender();

  // Adds the next 20 ms. False: all was sent before.
  bool addTo(Block& block);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A telephone's display, which understands all kinds.
class CallerIdReader {
 public:
  using Read = std::function<void(const CallerId& id)>;
  explicit CallerIdReader(Read read);
  ~CallerIdReader();

  void take(const Block& block);
  // Forgets what was heard by half.
  void reset();

 private:
  struct Receiver;
  Read read_;
  std::vector<std::unique_ptr<Receiver>> receivers_;
};

}  // namespace partyline::simulator
