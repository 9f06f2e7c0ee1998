#include "g722_file.hpp"

#include <algorithm>
#include <stdexcept>

#include "rates.hpp"

namespace partyline::mixer {

constexpr int kG722BitsPerSecond = 64000;

G722File::G722File(const std::string& path)
    : file_(path, std::ios::binary), decoder_(g722_decode_init(nullptr, kG722BitsPerSecond, 0)) {
  if (!file_) throw std::runtime_error("sound file \"" + path + "\" cannot be opened");
  if (!decoder_) throw std::bad_alloc();
  if (file_.peek() == std::ifstream::traits_type::eof()) throw std::runtime_error("sound file \"" + path + "\" is empty");
}

int G722File::rate() const { return kRate16k; }

size_t G722File::read(int16_t* out, size_t samples) {
  uint8_t bytes[1024];
  const size_t wanted = std::min(samples / 2, sizeof bytes);
  file_.read(reinterpret_cast<char*>(bytes), static_cast<std::streamsize>(wanted));
  const auto got = static_cast<int>(file_.gcount());
  return got > 0 ? static_cast<size_t>(g722_decode(decoder_.get(), out, bytes, got)) : 0;
}

void G722File::rewind() {
  file_.clear();
  file_.seekg(0);
  decoder_.reset(g722_decode_init(nullptr, kG722BitsPerSecond, 0));
}

}  // namespace partyline::mixer
