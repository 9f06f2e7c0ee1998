#include "caller_id.hpp"

#include <spandsp.h>

#include <algorithm>
#include <utility>

#include "key_tones.hpp"
#include "level.hpp"

namespace partyline::simulator {

namespace {

constexpr int kAllKinds[] = {ADSI_STANDARD_CLASS, ADSI_STANDARD_CLIP, ADSI_STANDARD_CLIP_DTMF};
constexpr int kMessageBytes = 256;

// ETSI ETS 300 659-1 annex A: a number, or that it is withheld.
constexpr KeyTiming kDtmfTiming{70, 70, -10, 0};
std::string dtmfOf(const CallerId& id) { return id.number.empty() ? "B00C" : "A" + id.number + "C"; }

// Class and CLIP number their fields alike.
std::vector<uint8_t> messageOf(adsi_tx_state_t* sender, CallerIdKind kind, const CallerId& id) {
  std::vector<uint8_t> message(kMessageBytes);
  int length = -1;
  const auto add = [&](uint8_t type, const std::string& text) {
    length = adsi_add_field(sender, message.data(), length, type, reinterpret_cast<const uint8_t*>(text.data()), static_cast<int>(text.size()));
  };
  add(kind == CallerIdKind::v23 ? static_cast<uint8_t>(CLIP_MDMF_CALLERID) : static_cast<uint8_t>(CLASS_MDMF_CALLERID), "");
  if (!id.time.empty()) add(CLIP_DATETIME, id.time);
  if (id.number.empty()) add(CLIP_ABSENCE1, "P");
  else add(CLIP_CALLER_NUMBER, id.number);
  if (!id.name.empty()) add(CLIP_CALLER_NAME, id.name);
  message.resize(static_cast<size_t>(std::max(length, 0)));
  return message;
}

bool isNumber(const std::string& text) { return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '*' || c == '#'; }); }

}  // namespace

struct CallerIdSender::State {
  std::unique_ptr<adsi_tx_state_t, int (*)(adsi_tx_state_t*)> sender{nullptr, adsi_tx_free};  // FSK
  KeyTones keys;                                                                               // DTMF
};

CallerIdSender::CallerIdSender(CallerIdKind kind, const CallerId& id) : state_(std::make_unique<State>()) {
  if (kind == CallerIdKind::dtmf) {
    state_->keys.press(dtmfOf(id), kDtmfTiming);
    return;
  }
  state_->sender.reset(adsi_tx_init(nullptr, kind == CallerIdKind::v23 ? ADSI_STANDARD_CLIP : ADSI_STANDARD_CLASS));
  const std::vector<uint8_t> message = messageOf(state_->sender.get(), kind, id);
  adsi_tx_put_message(state_->sender.get(), message.data(), static_cast<int>(message.size()));
}

CallerIdSender::~CallerIdSender() = default;

bool CallerIdSender::addTo(Block& block) {
  if (!state_->sender) {
    const bool sending = !state_->keys.isIdle();
    state_->keys.addTo(block);
    return sending;
  }
  Block sent{};
  const int samples = adsi_tx(state_->sender.get(), sent.data(), kBlockSamples);
  for (size_t i = 0; i < static_cast<size_t>(samples); ++i) block[i] = saturated(block[i] + sent[i]);
  return samples > 0;
}

struct CallerIdReader::Receiver {
  Receiver(int standard, Read& read) : standard(standard), read(read) { reset(); }

  void reset() {
    state.reset(adsi_rx_init(nullptr, standard, [](void* self, const uint8_t* message, int length) { static_cast<Receiver*>(self)->received(message, length); }, this));
  }

  void received(const uint8_t* message, int length) {
    CallerId id;
    bool withheld = false;
    uint8_t type = 0;
    const uint8_t* body = nullptr;
    int bytes = 0;
    for (int at = adsi_next_field(state.get(), message, length, -1, &type, &body, &bytes); at > 0;
         at = adsi_next_field(state.get(), message, length, at, &type, &body, &bytes)) {
      if (!body) continue;
      const std::string text(reinterpret_cast<const char*>(body), static_cast<size_t>(bytes));
      if (standard == ADSI_STANDARD_CLIP_DTMF) {
        if (type == CLIP_DTMF_C_CALLER_NUMBER || type == CLIP_DTMF_HASH_UNSPECIFIED) id.number = text;
        else withheld = true;
      } else if (type == CLIP_CALLER_NUMBER) id.number = text;
      else if (type == CLIP_CALLER_NAME) id.name = text;
      else if (type == CLIP_DATETIME) id.time = text;
      else if (type == CLIP_ABSENCE1) withheld = true;
    }
    if (isNumber(id.number) && (withheld || !id.number.empty())) read(id);
  }

  const int standard;
  Read& read;
  std::unique_ptr<adsi_rx_state_t, int (*)(adsi_rx_state_t*)> state{nullptr, adsi_rx_free};
};

CallerIdReader::CallerIdReader(Read read) : read_(std::move(read)) {
  for (const int standard : kAllKinds) receivers_.push_back(std::make_unique<Receiver>(standard, read_));
}

CallerIdReader::~CallerIdReader() = default;

void CallerIdReader::take(const Block& block) {
  for (const auto& receiver : receivers_) adsi_rx(receiver->state.get(), block.data(), kBlockSamples);
}

void CallerIdReader::reset() {
  for (const auto& receiver : receivers_) receiver->reset();
}

}  // namespace partyline::simulator
