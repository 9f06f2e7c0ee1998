// One call's Opus (RFC 6716): one channel each way, whatever the far end sends.
#pragma once
#include <opus/opus.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace partyline::sip {

struct OpusSettings {
  unsigned rate_hz = 48000;   // 8000, 12000, 16000, 24000 or 48000
  unsigned bit_rate = 0;      // the far end's maxaveragebitrate (RFC 7587 6.1); 0: it named none
  bool constant_bit_rate = false;
};

// Allocates when made, never later. One thread encodes, one decodes.
class OpusCoder {
 public:
  static constexpr unsigned kPieceMs = 20;

  // Null when libopus refuses the settings.
  static std::unique_ptr<OpusCoder> create(const OpusSettings&);

  struct Pieces {
    int count = 0;
    int frames_a_piece = 0;
    int samples_a_piece = 0;
  };
  // Cuts a packet into pieces of equal length, at most 20 ms each where its frames allow. Nothing: it is no Opus packet.
  std::optional<Pieces> cut(const uint8_t* packet, size_t bytes) noexcept;
  // Writes piece `index` of the packet that was cut last, which must still be there. Answers its bytes, 0 when it has no room.
  size_t piece(const Pieces& pieces, int index, uint8_t* to, size_t room) noexcept;

  // These answer bytes or samples written, 0 on failure.
  size_t encode(const int16_t* samples, size_t count, uint8_t* packet, size_t room) noexcept;
  size_t decode(const uint8_t* packet, size_t bytes, int16_t* samples, size_t room) noexcept;
  // What a lost packet might have said: `count` samples, a multiple of 2.5 ms.
  size_t conceal(int16_t* samples, size_t count) noexcept;

 private:
  struct Freed {
    void operator()(OpusEncoder* encoder) const { opus_encoder_destroy(encoder); }
    void operator()(OpusDecoder* decoder) const { opus_decoder_destroy(decoder); }
    void operator()(OpusRepacketizer* cutter) const { opus_repacketizer_destroy(cutter); }
  };

  OpusCoder() = default;
  bool open(const OpusSettings&);
  void configure(const OpusSettings&);

  int rate_hz_ = 0;
  std::unique_ptr<OpusEncoder, Freed> encoder_;
  std::unique_ptr<OpusDecoder, Freed> decoder_;
  std::unique_ptr<OpusRepacketizer, Freed> cutter_;
};

}  // namespace partyline::sip
