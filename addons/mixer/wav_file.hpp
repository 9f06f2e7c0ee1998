#pragma once
#include <fstream>
#include <string>

#include "sound_file.hpp"

namespace partyline::mixer {

class WavFile : public SoundFile {
 public:
  // Throws std::runtime_error with the reason.
  explicit WavFile(const std::string& path);
  int rate() const override { return rate_; }
  size_t read(int16_t* out, size_t samples) override;
  void rewind() override;

 private:
  void parse(uint64_t file_bytes);
  void parseFormat(uint32_t bytes);
  [[noreturn]] void fail(const std::string& reason) const;

  std::string path_;
  std::ifstream file_;
  int rate_ = -1;
  uint64_t data_start_ = 0, data_bytes_ = 0, left_bytes_ = 0;
};

}  // namespace partyline::mixer
