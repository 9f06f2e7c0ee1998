// A modem's full-duplex voice stream (ITU-T V.253): 8 bits a sample, DLE before codes and doubled where it is a sample.
#pragma once
#include <cstdint>
#include <deque>
#include <string>

#include "../audio/block.hpp"
#include "models.hpp"

namespace partyline::simulator {

class VoiceStream {
 public:
  explicit VoiceStream(const ModemModel& model) : model_(model) {}

  void begin();
  // One byte of the computer's. True: it has ended the stream.
  bool take(uint8_t byte);
  // What the computer has said, 20 ms; false: it has not said enough, and the rest is silence.
  bool speak(Block& said);
  // What is sent to it of what is heard.
  std::string heard(const Block& block) const;
  // The computer said more than 20 ms can hold for long: counted once, then forgotten.
  bool overrun();

 private:
  void keep(uint8_t sample);

  const ModemModel& model_;
  std::deque<uint8_t> samples_;
  bool shielded_ = false;
  bool after_doubled_dle_ = false;
  bool overrun_ = false;
};

std::string dleCode(char code);

}  // namespace partyline::simulator
