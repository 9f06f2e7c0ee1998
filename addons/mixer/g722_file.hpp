#pragma once
#include <spandsp.h>

#include <fstream>
#include <memory>
#include <string>

#include "sound_file.hpp"

namespace partyline::mixer {

// A byte for two samples at 16 kHz; no header, so any file of this name is taken for one.
class G722File : public SoundFile {
 public:
  // Throws std::runtime_error with the reason.
  explicit G722File(const std::string& path);
  int rate() const override;
  size_t read(int16_t* out, size_t samples) override;
  void rewind() override;

 private:
  struct Free {
    void operator()(g722_decode_state_t* state) const { g722_decode_free(state); }
  };
  std::ifstream file_;
  std::unique_ptr<g722_decode_state_t, Free> decoder_;
};

}  // namespace partyline::mixer
