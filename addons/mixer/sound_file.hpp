// Reads sound files: .wav (PCM, 16 bits, mono, 8/16/48 kHz) and .g722 (raw, 64 kbit/s). Never on an audio thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace partyline::mixer {

class SoundFile {
 public:
  virtual ~SoundFile() = default;
  // Index of the sample rate (rates.hpp).
  virtual int rate() const = 0;
  // Up to `samples`; 0 at the end.
  virtual size_t read(int16_t* out, size_t samples) = 0;
  virtual void rewind() = 0;
};

// Throws std::runtime_error that names the file and says what was expected.
std::unique_ptr<SoundFile> openSoundFile(const std::string& path);
std::vector<int16_t> readAll(SoundFile& file);

}  // namespace partyline::mixer
