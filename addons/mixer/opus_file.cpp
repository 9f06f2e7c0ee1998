#include "opus_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace partyline::mixer {
namespace {

// In samples at 48 kHz, as libopusenc counts: it would hold back two seconds to look for cuts between songs, and one a page.
constexpr int kDecisionDelay = 0;
constexpr int kPageDelay = 48000 * 2 / 5;
constexpr int kComplexity = 5;  // of 10: speech gains nothing audible beyond, the processor pays double

int openNew(const std::string& path) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), path);
  return descriptor;
}

std::string titleOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  return name.substr(0, name.rfind('.'));
}

}  // namespace

OpusFile::OpusFile(const std::string& path, int rate_hz, int bitrate_bps) : descriptor_(openNew(path)) {
  try {
    createEncoder(titleOf(path), rate_hz, bitrate_bps);
  } catch (...) {
    close(descriptor_);
    throw;
  }
}

OpusFile::~OpusFile() {
  finish();
  encoder_.reset();
  close(descriptor_);
}

void OpusFile::createEncoder(const std::string& title, int rate_hz, int bitrate_bps) {
  static constexpr OpusEncCallbacks kCallbacks = {onWrite, onClose};
  const std::unique_ptr<OggOpusComments, void (*)(OggOpusComments*)> comments(ope_comments_create(), ope_comments_destroy);
  if (!comments) throw std::bad_alloc();
  ope_comments_add(comments.get(), "TITLE", title.c_str());
  int result = OPE_OK;
  encoder_.reset(ope_encoder_create_callbacks(&kCallbacks, this, comments.get(), rate_hz, 1, 0, &result));
  if (!encoder_) throw std::runtime_error(std::string("Opus encoder: ") + ope_strerror(result));
  ope_encoder_ctl(encoder_.get(), OPE_SET_DECISION_DELAY(kDecisionDelay));
  ope_encoder_ctl(encoder_.get(), OPE_SET_MUXING_DELAY(kPageDelay));
  ope_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(bitrate_bps));
  ope_encoder_ctl(encoder_.get(), OPUS_SET_COMPLEXITY(kComplexity));
  if (failed(ope_encoder_flush_header(encoder_.get()))) throw std::system_error(error_, std::generic_category(), title);
}

int OpusFile::onWrite(void* self, const unsigned char* data, opus_int32 count) {
  return static_cast<OpusFile*>(self)->append(data, static_cast<size_t>(count));
}

// A page that could not be written whole is taken away again, so that the file ends with a whole one.
int OpusFile::append(const unsigned char* data, size_t count) {
  if (error_ != 0) return 1;
  size_t done = 0;
  while (done < count) {
    const ssize_t written = ::write(descriptor_, data + done, count - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      error_ = written < 0 ? errno : EIO;
      if (ftruncate(descriptor_, static_cast<off_t>(bytes_)) == 0) lseek(descriptor_, 0, SEEK_END);
      return 1;
    }
    done += static_cast<size_t>(written);
  }
  bytes_ += count;
  return 0;
}

bool OpusFile::failed(int encoder_result) {
  if (encoder_result != OPE_OK && error_ == 0) error_ = EIO;
  return error_ != 0;
}

bool OpusFile::write(const int16_t* samples, int count) {
  return error_ == 0 && !failed(ope_encoder_write(encoder_.get(), samples, count));
}

bool OpusFile::sync() {
  // EINVAL: something that has no disk beneath, such as a pipe.
  if (error_ == 0 && fdatasync(descriptor_) != 0 && errno != EINVAL) error_ = errno;
  return error_ == 0;
}

bool OpusFile::finish() {
  if (!finished_ && encoder_ && error_ == 0) failed(ope_encoder_drain(encoder_.get()));
  finished_ = true;
  return error_ == 0 && sync();
}

}  // namespace partyline::mixer
