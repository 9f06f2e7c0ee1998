#include "../peaks.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

using Bytes = std::vector<char>;

// A second of tone, a second of silence, and so on.
std::string record(int seconds) {
  const std::string path = temporaryFolder() + "/tones.opus";
  Rig rig;
  rig.join(1, 16000, [tone = sine(700, 16000, 16000)](uint64_t n) { return n / 16000 % 2 == 0 ? tone(n) : int16_t{0}; });
  rig.mixer.startRecording(1, 1, path, 32000);
  rig.tick(seconds * 50);
  rig.mixer.stopRecording(1);
  rig.tick(2);
  return path;
}

Bytes contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<uint8_t> peaksOf(const Bytes& bytes, const std::string& path) {
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return readPeaks(path);
}

TEST("the peaks of a recording show when it was loud and when silent, ten for each second") {
  const std::vector<uint8_t> peaks = readPeaks(record(6));
  CHECK_OP(peaks.size(), >=, 60u);
  CHECK_OP(peaks.size(), <=, 61u);
  for (size_t i = 0; i < 60; ++i) {
    if (i % 10 == 0 || i % 10 == 9) continue;  // a tone's ends are smeared
    if (i / 10 % 2 == 0) CHECK_OP(std::abs(peaks[i] - 125), <, 15);
    else CHECK_OP(static_cast<int>(peaks[i]), <, 4);
  }
}

TEST("a recording that was cut anywhere gives the peaks of what is left") {
  const std::string path = record(4);
  const Bytes whole = contents(path);
  const size_t all = readPeaks(path).size();
  size_t before = 0;
  for (size_t length = 0; length <= whole.size(); length += 97) {
    const size_t left = peaksOf({whole.begin(), whole.begin() + static_cast<Bytes::difference_type>(length)}, path).size();
    CHECK_OP(left, <=, all);
    CHECK_OP(left + 1, >=, before);
    before = left;
  }
  CHECK_OP(before, >=, all * 3 / 4);
}

TEST("damage in a recording costs no more than what it hit") {
  const std::string path = record(4);
  const Bytes whole = contents(path);
  std::minstd_rand random(1);
  for (int round = 0; round < 300; ++round) {
    Bytes damaged = whole;
    for (int i = 0; i <= round % 20; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    CHECK_OP(peaksOf(damaged, path).size(), <=, 600u);
  }
}

TEST("what is no recording has no peaks") {
  const std::string path = temporaryFolder() + "/letter.opus";
  CHECK(readPeaks(path).empty());
  CHECK(peaksOf({}, path).empty());
  CHECK(peaksOf(Bytes(100000, 'x'), path).empty());
}

}  // namespace
}  // namespace partyline::mixer::test
