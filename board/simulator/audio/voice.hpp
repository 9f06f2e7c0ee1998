// The test voice: speech that each telephone can say again and again, at its own place in it.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "block.hpp"

namespace partyline::simulator {

using Speech = std::shared_ptr<const std::vector<int16_t>>;

// The file's speech (.g722 at 64 kbit/s, or .wav at 8 kHz, 16 bit, mono), at a level as people talk. Without a path: Debian's Asterisk
// sounds, or syllables made up where there are none. Throws std::runtime_error when a given file can't be read.
Speech loadSpeech(const std::string& path);

class Voice {
 public:
  explicit Voice(Speech speech) : speech_(std::move(speech)) {}
  void addTo(Block& block);

 private:
  Speech speech_;
  size_t at_ = 0;
};

}  // namespace partyline::simulator
