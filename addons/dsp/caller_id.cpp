#include "caller_id.hpp"

#include <spandsp.h>

#include <algorithm>
#include <array>
#include <new>

#include "block.hpp"
#include "caller_id_message.hpp"

namespace partyline::dsp {
namespace {

// DTMF: a pause that long ends what was begun.
constexpr int kMostPauseBlocks = 30;
// Two receivers may understand one message; the second is not told again.
constexpr int kDeafBlocks = 25;

struct FreeAdsi {
  void operator()(adsi_rx_state_t* state) const { adsi_rx_free(state); }
};
struct FreeDtmf {
  void operator()(dtmf_rx_state_t* state) const { dtmf_rx_free(state); }
};

}  // namespace

class CallerIdReceiver::Decoder {
 public:
  explicit Decoder(const std::vector<CallerIdKind>& kinds) {
    const auto has = [&](CallerIdKind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };
    if (has(CallerIdKind::bell202)) bell202_.reset(opened(adsi_rx_init(nullptr, ADSI_STANDARD_CLASS, takeMessage, this)));
    if (has(CallerIdKind::v23)) v23_.reset(opened(adsi_rx_init(nullptr, ADSI_STANDARD_CLIP, takeMessage, this)));
    if (has(CallerIdKind::dtmf)) dtmf_.reset(opened(dtmf_rx_init(nullptr, takeDigits, this)));
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  bool process(const int16_t* samples) noexcept {
    newly_heard_ = false;
    if (deaf_blocks_ > 0) --deaf_blocks_;
    if (++pause_blocks_ > kMostPauseBlocks) digit_count_ = 0;
    constexpr int kSamples = kBlockSamples;
    if (bell202_) adsi_rx(bell202_.get(), samples, kSamples);
    if (v23_) adsi_rx(v23_.get(), samples, kSamples);
    if (dtmf_) dtmf_rx(dtmf_.get(), samples, kSamples);
    return newly_heard_;
  }

  const CallerId& heard() const noexcept { return heard_; }

 private:
  template <typename State>
  static State* opened(State* state) {
    if (!state) throw std::bad_alloc();
    return state;
  }

  static void takeMessage(void* self, const uint8_t* message, int size) {
    static_cast<Decoder*>(self)->hear(callerIdOfMessage(message, static_cast<size_t>(std::max(size, 0))));
  }

  static void takeDigits(void* self, const char* digits, int count) {
    for (int i = 0; i < count; ++i) static_cast<Decoder*>(self)->takeDigit(digits[i]);
  }

  void takeDigit(char digit) noexcept {
    pause_blocks_ = 0;
    if (digit == 'A' || digit_count_ == digits_.size()) digit_count_ = 0;
    digits_[digit_count_++] = digit;
    if (digit != 'C' && digit != '#') return;
    hear(callerIdOfDigits({digits_.data(), digit_count_}));
    digit_count_ = 0;
  }

  void hear(const std::optional<CallerId>& id) noexcept {
    if (!id || deaf_blocks_ > 0) return;
    heard_ = *id;
    newly_heard_ = true;
    deaf_blocks_ = kDeafBlocks;
  }

  std::unique_ptr<adsi_rx_state_t, FreeAdsi> bell202_, v23_;
  std::unique_ptr<dtmf_rx_state_t, FreeDtmf> dtmf_;
  std::array<char, 40> digits_{};
  size_t digit_count_ = 0;
  int pause_blocks_ = 0;
  int deaf_blocks_ = 0;
  bool newly_heard_ = false;
  CallerId heard_;
};

CallerIdReceiver::CallerIdReceiver(const std::vector<CallerIdKind>& kinds) : decoder_(std::make_unique<Decoder>(kinds)) {}
CallerIdReceiver::~CallerIdReceiver() = default;

bool CallerIdReceiver::process(const int16_t* samples) noexcept { return decoder_->process(samples); }
const CallerId& CallerIdReceiver::heard() const noexcept { return decoder_->heard(); }

}  // namespace partyline::dsp
