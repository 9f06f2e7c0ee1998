#include "peaks.hpp"

#include <opus.h>
#include <opusfile.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace partyline::mixer {
namespace {

// Peaks need no more of the voice; at libopusfile's own 48 kHz decoding takes several times as long.
constexpr int kRateHz = 8000;
constexpr int kStretch = kRateHz / kPeaksPerSecond;
constexpr int kMostFrameMs = 120;  // RFC 6716, 2.1.4
// Damage is skipped over; a file that is nothing but damage is given up.
constexpr int kMostHoles = 1000;

struct Close {
  void operator()(OggOpusFile* file) const { op_free(file); }
};

struct Destroy {
  void operator()(OpusDecoder* decoder) const { opus_decoder_destroy(decoder); }
};

// Takes the packets that libopusfile finds in the file.
class PeakFinder {
 public:
  PeakFinder() {
    int error = 0;
    decoder_.reset(opus_decoder_create(kRateHz, 1, &error));
  }

  // An op_decode_cb_func: what libopusfile is given is silence.
  static int decode(void* self, OpusMSDecoder*, void* pcm, const ogg_packet* packet, int samples, int channels, int format, int) {
    const size_t bytes = format == OP_DEC_FORMAT_FLOAT ? sizeof(float) : sizeof(opus_int16);
    std::memset(pcm, 0, bytes * static_cast<size_t>(samples) * static_cast<size_t>(channels));
    static_cast<PeakFinder*>(self)->take(*packet);
    return 0;
  }

  std::vector<uint8_t> end() {
    if (taken_ > 0) close();
    return std::move(peaks_);
  }

 private:
  void take(const ogg_packet& packet) {
    if (!decoder_) return;
    opus_int16 pcm[kRateHz / 1000 * kMostFrameMs];
    const int samples = opus_decode(decoder_.get(), packet.packet, static_cast<opus_int32>(packet.bytes), pcm, kRateHz / 1000 * kMostFrameMs, 0);
    for (int i = 0; i < samples; ++i) {
      highest_ = std::max(highest_, std::abs(static_cast<int>(pcm[i])));
      if (++taken_ == kStretch) close();
    }
  }

  void close() {
    peaks_.push_back(static_cast<uint8_t>(std::min(255, (highest_ + 64) / 128)));
    highest_ = taken_ = 0;
  }

  std::unique_ptr<OpusDecoder, Destroy> decoder_;
  std::vector<uint8_t> peaks_;
  int highest_ = 0, taken_ = 0;
};

}  // namespace

std::vector<uint8_t> readPeaks(const std::string& path) {
  const std::unique_ptr<OggOpusFile, Close> file(op_open_file(path.c_str(), nullptr));
  if (!file) return {};
  PeakFinder finder;
  op_set_decode_callback(file.get(), PeakFinder::decode, &finder);
  std::vector<opus_int16> nothing(2 * 48 * kMostFrameMs);
  for (int holes = 0; holes < kMostHoles;) {
    const int samples = op_read_stereo(file.get(), nothing.data(), static_cast<int>(nothing.size()));
    if (samples == OP_HOLE) ++holes;
    else if (samples <= 0) break;
  }
  return finder.end();
}

}  // namespace partyline::mixer
