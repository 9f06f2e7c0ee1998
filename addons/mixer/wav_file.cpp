#include "wav_file.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "rates.hpp"

namespace partyline::mixer {
namespace {

constexpr uint16_t kFormatPcm = 1, kFormatExtensible = 0xFFFE;
constexpr uint32_t kFormatBytes = 16, kExtensibleBytes = 40;

uint16_t le16(const unsigned char* at) { return static_cast<uint16_t>(at[0] | at[1] << 8); }
uint32_t le32(const unsigned char* at) { return static_cast<uint32_t>(le16(at)) | static_cast<uint32_t>(le16(at + 2)) << 16; }

}  // namespace

WavFile::WavFile(const std::string& path) : path_(path), file_(path, std::ios::binary) {
  if (!file_) fail("cannot be opened");
  file_.seekg(0, std::ios::end);
  const auto file_bytes = static_cast<uint64_t>(file_.tellg());
  file_.seekg(0);
  parse(file_bytes);
  rewind();
}

void WavFile::fail(const std::string& reason) const { throw std::runtime_error("sound file \"" + path_ + "\" " + reason); }

void WavFile::parse(uint64_t file_bytes) {
  unsigned char header[12];
  if (!file_.read(reinterpret_cast<char*>(header), sizeof header)) fail("is too short for a .wav file");
  if (std::memcmp(header, "RIFF", 4) != 0 || std::memcmp(header + 8, "WAVE", 4) != 0) fail("is no RIFF/WAVE file");
  uint64_t at = sizeof header;
  while (data_start_ == 0) {
    unsigned char chunk[8];
    if (!file_.read(reinterpret_cast<char*>(chunk), sizeof chunk)) fail("has no data chunk");
    at += sizeof chunk;
    const uint32_t bytes = le32(chunk + 4);
    if (bytes > file_bytes - at) fail("is cut off: a chunk is longer than the file");
    if (std::memcmp(chunk, "fmt ", 4) == 0) parseFormat(bytes);
    if (std::memcmp(chunk, "data", 4) == 0) data_start_ = at, data_bytes_ = bytes;
    at += bytes + bytes % 2;
    file_.seekg(static_cast<std::streamoff>(at));
  }
  if (rate_ < 0) fail("has no fmt chunk before its data");
  if (data_bytes_ == 0 || data_bytes_ % 2 != 0) fail("expected whole samples of 16 bits, got " + std::to_string(data_bytes_) + " bytes");
}

void WavFile::parseFormat(uint32_t bytes) {
  unsigned char format[kExtensibleBytes] = {};
  if (bytes < kFormatBytes) fail("has a fmt chunk that is too short");
  file_.read(reinterpret_cast<char*>(format), std::min(bytes, kExtensibleBytes));
  const bool extensible = le16(format) == kFormatExtensible && bytes >= kExtensibleBytes;
  const uint16_t encoding = extensible ? le16(format + 24) : le16(format);
  if (encoding != kFormatPcm) fail("expected PCM, got WAVE format " + std::to_string(encoding));
  if (le16(format + 2) != 1) fail("expected one channel, got " + std::to_string(le16(format + 2)));
  if (le16(format + 14) != 16) fail("expected 16 bits a sample, got " + std::to_string(le16(format + 14)));
  try {
    rate_ = rateIndex(static_cast<int>(le32(format + 4) & 0x7FFFFFFF));
  } catch (const std::invalid_argument& error) {
    fail(error.what());
  }
}

size_t WavFile::read(int16_t* out, size_t samples) {
  const uint64_t bytes = std::min<uint64_t>(samples * 2, left_bytes_);
  file_.read(reinterpret_cast<char*>(out), static_cast<std::streamsize>(bytes));
  const auto got = static_cast<size_t>(file_.gcount()) / 2;
  left_bytes_ = got * 2 == bytes ? left_bytes_ - bytes : 0;
  return got;
}

void WavFile::rewind() {
  file_.clear();
  file_.seekg(static_cast<std::streamoff>(data_start_));
  left_bytes_ = data_bytes_;
}

}  // namespace partyline::mixer
