#include "sound_file.hpp"

#include <stdexcept>

#include "g722_file.hpp"
#include "wav_file.hpp"

namespace partyline::mixer {
namespace {

bool endsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

std::unique_ptr<SoundFile> openSoundFile(const std::string& path) {
  if (endsWith(path, ".wav")) return std::make_unique<WavFile>(path);
  if (endsWith(path, ".g722")) return std::make_unique<G722File>(path);
  throw std::runtime_error("sound file \"" + path + "\": expected a name that ends in .wav or .g722");
}

std::vector<int16_t> readAll(SoundFile& file) {
  std::vector<int16_t> samples;
  int16_t block[2048];
  while (const size_t got = file.read(block, 2048)) samples.insert(samples.end(), block, block + got);
  return samples;
}

}  // namespace partyline::mixer
