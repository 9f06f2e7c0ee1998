#include "opus_coder.hpp"

#include <algorithm>

namespace partyline::sip {

namespace {

// A mix of several voices at full bandwidth; more is hardly heard over a phone's microphone, and costs.
constexpr unsigned kBitRate = 40000;
// RFC 7587 6.1.
constexpr unsigned kLeastBitRate = 6000;
// Below it CELT sounds worse than SILK, which a far end that asks for so little gets therefore.
constexpr unsigned kLeastCeltBitRate = 24000;
// What a call costs most; more gains little at this bit rate.
constexpr int kComplexity = 1;

unsigned bitRate(const OpusSettings& settings) {
  return settings.bit_rate == 0 ? kBitRate : std::clamp(settings.bit_rate, kLeastBitRate, kBitRate);
}

size_t written(int result) { return result > 0 ? static_cast<size_t>(result) : 0; }

}  // namespace

std::unique_ptr<OpusCoder> OpusCoder::create(const OpusSettings& settings) {
  std::unique_ptr<OpusCoder> coder{new OpusCoder};
  return coder->open(settings) ? std::move(coder) : nullptr;
}

bool OpusCoder::open(const OpusSettings& settings) {
  rate_hz_ = static_cast<int>(settings.rate_hz);
  const bool celt = bitRate(settings) >= kLeastCeltBitRate;
  encoder_.reset(opus_encoder_create(rate_hz_, 1, celt ? OPUS_APPLICATION_RESTRICTED_LOWDELAY : OPUS_APPLICATION_VOIP, nullptr));
  decoder_.reset(opus_decoder_create(rate_hz_, 1, nullptr));
  cutter_.reset(opus_repacketizer_create());
  if (!encoder_ || !decoder_ || !cutter_) return false;
  configure(settings);
  return true;
}

void OpusCoder::configure(const OpusSettings& settings) {
  opus_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(static_cast<opus_int32>(bitRate(settings))));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_VBR(settings.constant_bit_rate ? 0 : 1));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_COMPLEXITY(kComplexity));
}

std::optional<OpusCoder::Pieces> OpusCoder::cut(const uint8_t* packet, size_t bytes) noexcept {
  opus_repacketizer_init(cutter_.get());
  if (bytes == 0 || opus_repacketizer_cat(cutter_.get(), packet, static_cast<opus_int32>(bytes)) != OPUS_OK) return std::nullopt;
  const int frames = opus_repacketizer_get_nb_frames(cutter_.get());
  const int frame_samples = opus_packet_get_samples_per_frame(packet, rate_hz_);
  int together = std::clamp(rate_hz_ / 1000 * static_cast<int>(kPieceMs) / frame_samples, 1, frames);
  while (frames % together != 0) together--;
  return Pieces{frames / together, together, together * frame_samples};
}

size_t OpusCoder::piece(const Pieces& pieces, int index, uint8_t* to, size_t room) noexcept {
  const int begin = index * pieces.frames_a_piece;
  return written(opus_repacketizer_out_range(cutter_.get(), begin, begin + pieces.frames_a_piece, to, static_cast<opus_int32>(room)));
}

size_t OpusCoder::encode(const int16_t* samples, size_t count, uint8_t* packet, size_t room) noexcept {
  return written(opus_encode(encoder_.get(), samples, static_cast<int>(count), packet, static_cast<opus_int32>(room)));
}

size_t OpusCoder::decode(const uint8_t* packet, size_t bytes, int16_t* samples, size_t room) noexcept {
  return written(opus_decode(decoder_.get(), packet, static_cast<opus_int32>(bytes), samples, static_cast<int>(room), 0));
}

size_t OpusCoder::conceal(int16_t* samples, size_t count) noexcept { return decode(nullptr, 0, samples, count); }

}  // namespace partyline::sip
