// Endless hold music at one rate: the files in turn, brought to one modest level. Disk thread.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "converter.hpp"
#include "sound_file.hpp"
#include "tune.hpp"

namespace partyline::mixer {

class MusicSource {
 public:
  MusicSource(std::vector<std::string> paths, int rate);
  // Writes the next frame. A file that has become unreadable is left out.
  void frame(int16_t* out);

 private:
  bool fileFrame(int16_t* out);
  bool openNext();
  void level(int16_t* frame);

  std::vector<std::string> paths_;
  int rate_;
  size_t next_ = 0;
  std::unique_ptr<SoundFile> file_;
  std::unique_ptr<Converter> converter_;
  Tune tune_;
  bool fresh_ = false;  // a new file: its level has nothing to do with the last one's
  float gain_ = 1.0f;
};

}  // namespace partyline::mixer
