// One Ogg Opus file that grows: playable at any moment up to the last second written. Disk thread.
#pragma once
#include <opusenc.h>

#include <cstdint>
#include <memory>
#include <string>

namespace partyline::mixer {

class OpusFile {
 public:
  // Throws std::system_error when the file can't be made (it must not exist yet), std::runtime_error when the encoder refuses.
  OpusFile(const std::string& path, int rate_hz, int bitrate_bps);
  // Ends the file properly, as far as the disk lets it.
  ~OpusFile();
  OpusFile(const OpusFile&) = delete;
  OpusFile& operator=(const OpusFile&) = delete;

  // False: nothing more can be written, `error` says why.
  bool write(const int16_t* samples, int count);
  // Brings what was written onto the disk itself. False as with `write`.
  bool sync();
  // Writes what the encoder still holds.
  bool finish();

  int error() const noexcept { return error_; }      // errno of the first failed operation, or 0
  uint64_t bytes() const noexcept { return bytes_; }  // of whole Ogg pages

 private:
  struct FreeEncoder {
    void operator()(OggOpusEnc* encoder) const { ope_encoder_destroy(encoder); }
  };
  static int onWrite(void* self, const unsigned char* data, opus_int32 count);
  static int onClose(void*) { return 0; }
  int append(const unsigned char* data, size_t count);
  void createEncoder(const std::string& title, int rate_hz, int bitrate_bps);
  bool failed(int encoder_result);

  int descriptor_;
  int error_ = 0;
  uint64_t bytes_ = 0;
  bool finished_ = false;
  std::unique_ptr<OggOpusEnc, FreeEncoder> encoder_;
};

}  // namespace partyline::mixer
