#include "../sound_file.hpp"

#include <spandsp.h>

#include <fstream>

#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

void writeBytes(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string readBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST("a .wav file of each rate is read sample for sample, with chunks it need not know") {
  const std::string folder = temporaryFolder();
  for (const int rate_hz : {8000, 16000, 48000}) {
    std::vector<int16_t> samples(1000);
    for (size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<int16_t>(i * 37);
    writeWav(folder + "/a.wav", rate_hz, samples);
    std::string bytes = readBytes(folder + "/a.wav");
    bytes.insert(12, std::string("LIST\x03\0\0\0abc\0", 12));
    writeBytes(folder + "/b.wav", bytes);
    for (const char* name : {"/a.wav", "/b.wav"}) {
      const auto file = openSoundFile(folder + name);
      CHECK_EQ(rateHz(file->rate()), rate_hz);
      CHECK(readAll(*file) == samples);
      file->rewind();
      CHECK(readAll(*file) == samples);
    }
  }
}

TEST("a .g722 file is decoded at 16 kHz") {
  const std::string path = temporaryFolder() + "/a.g722";
  std::unique_ptr<g722_encode_state_t, int (*)(g722_encode_state_t*)> encoder(g722_encode_init(nullptr, 64000, 0), g722_encode_free);
  std::vector<int16_t> samples(16000);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = sine(1200, 8000, 16000)(i);
  std::string bytes(8000, '\0');
  g722_encode(encoder.get(), reinterpret_cast<uint8_t*>(bytes.data()), samples.data(), 16000);
  writeBytes(path, bytes);
  const auto file = openSoundFile(path);
  const std::vector<int16_t> decoded = readAll(*file);
  CHECK_EQ(decoded.size(), 16000u);
  CHECK_OP(std::fabs(amplitudeAt({decoded.data() + 1600, 12800}, 1200, 16000) - 8000), <, 300);
}

TEST("a sound file that is none is refused with the reason") {
  const std::string folder = temporaryFolder();
  writeWav(folder + "/good.wav", 8000, std::vector<int16_t>(100));
  const std::string good = readBytes(folder + "/good.wav");
  const auto variant = [&](size_t at, const std::string& bytes) {
    std::string changed = good;
    changed.replace(at, bytes.size(), bytes);
    writeBytes(folder + "/bad.wav", changed);
    return folder + "/bad.wav";
  };
  CHECK_THROWS(openSoundFile(variant(0, "RIFX")), "no RIFF/WAVE");
  CHECK_THROWS(openSoundFile(variant(20, std::string("\x06\0", 2))), "expected PCM");
  CHECK_THROWS(openSoundFile(variant(22, std::string("\x02\0", 2))), "expected one channel, got 2");
  CHECK_THROWS(openSoundFile(variant(34, std::string("\x08\0", 2))), "expected 16 bits a sample, got 8");
  CHECK_THROWS(openSoundFile(variant(24, std::string("\x44\xAC\0\0", 4))), "44100");
  CHECK_THROWS(openSoundFile(variant(40, std::string("\xFF\xFF\xFF\xFF", 4))), "cut off");
  CHECK_THROWS(openSoundFile(variant(36, "dato")), "no data chunk");
  writeBytes(folder + "/short.wav", "RIFF");
  CHECK_THROWS(openSoundFile(folder + "/short.wav"), "too short");
  writeBytes(folder + "/empty.g722", "");
  CHECK_THROWS(openSoundFile(folder + "/empty.g722"), "empty");
  CHECK_THROWS(openSoundFile(folder + "/a.mp3"), ".wav or .g722");
  CHECK_THROWS(openSoundFile(folder + "/none.wav"), "cannot be opened");
}

}  // namespace
}  // namespace partyline::mixer::test
