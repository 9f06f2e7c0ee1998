// Turns a raw G.722 file (64 kbit/s), named by the argument, into raw PCM16 at 16 kHz on standard output.
#include <spandsp.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <vector>

int main(int argc, char** argv) {
  std::ifstream file(argc == 2 ? argv[1] : "", std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "usage: g722-to-raw FILE.g722\n");
    return 1;
  }
  const std::vector<uint8_t> coded{std::istreambuf_iterator<char>(file), {}};
  std::vector<int16_t> samples(coded.size() * 2);
  g722_decode_state_t* decoder = g722_decode_init(nullptr, 64000, 0);
  const int count = g722_decode(decoder, samples.data(), coded.data(), static_cast<int>(coded.size()));
  g722_decode_free(decoder);
  return std::fwrite(samples.data(), sizeof(int16_t), static_cast<size_t>(count), stdout) == static_cast<size_t>(count) ? 0 : 1;
}
