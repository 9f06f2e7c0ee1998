#include <spandsp.h>

#include <algorithm>
#include <memory>
#include <new>

#include "block.hpp"
#include "caller_id.hpp"

namespace partyline::dsp {
namespace {

// After the bell the line needs 300 ms at least (GR-30).
constexpr size_t kSilence_ms = 500;
constexpr size_t kMostDigits = 20, kMostName = 50;
constexpr int kDigit_ms = 70;
constexpr int kDigitDbm0 = -10, kTwistDb = 0;
constexpr size_t kChunk = 800;

std::string digitsOf(const std::string& number, std::string_view allowed) {
  std::string digits;
  for (const char c : number) {
    if (allowed.find(c) != std::string_view::npos && digits.size() < kMostDigits) digits += c;
  }
  return digits;
}

// ISO 8859-1 of UTF-8.
std::string nameOf(const std::string& utf8) {
  std::string name;
  for (size_t i = 0; i < utf8.size() && name.size() < kMostName; ++i) {
    const auto byte = static_cast<uint8_t>(utf8[i]);
    const bool more = i + 1 < utf8.size();
    if (byte >= 0x20 && byte < 0x7F) name += utf8[i];
    else if ((byte == 0xC2 || byte == 0xC3) && more && static_cast<uint8_t>(utf8[i + 1]) >= (byte == 0xC2 ? 0xA0 : 0x80)) {
      name += static_cast<char>((byte & 3) << 6 | (static_cast<uint8_t>(utf8[i + 1]) & 0x3F));
    }
  }
  return name;
}

template <typename Transmit>
void append(std::vector<int16_t>& samples, Transmit transmit) {
  int16_t chunk[kChunk];
  for (int count = transmit(chunk); count > 0; count = transmit(chunk)) samples.insert(samples.end(), chunk, chunk + count);
}

class Message {
 public:
  explicit Message(adsi_tx_state_t* transmitter) : transmitter_(transmitter) { size_ = adsi_add_field(transmitter, bytes_, -1, CLASS_MDMF_CALLERID, nullptr, 0); }
  void add(uint8_t type, const std::string& body) {
    if (!body.empty()) size_ = adsi_add_field(transmitter_, bytes_, size_, type, reinterpret_cast<const uint8_t*>(body.data()), static_cast<int>(body.size()));
  }
  bool send() { return adsi_tx_put_message(transmitter_, bytes_, size_) == size_; }

 private:
  adsi_tx_state_t* transmitter_;
  uint8_t bytes_[256] = {};
  int size_ = 0;
};

// Both standards number these fields alike.
void sendMessage(std::vector<int16_t>& samples, int standard, const CallerIdMessage& message) {
  std::unique_ptr<adsi_tx_state_t, int (*)(adsi_tx_state_t*)> transmitter(adsi_tx_init(nullptr, standard), adsi_tx_free);
  if (!transmitter) throw std::bad_alloc();
  const std::string number = digitsOf(message.number, "0123456789*#+");
  Message fields(transmitter.get());
  if (message.time.size() == 8) fields.add(MCLASS_DATETIME, message.time);
  number.empty() ? fields.add(MCLASS_ABSENCE1, "P") : fields.add(MCLASS_CALLER_NUMBER, number);
  if (!number.empty()) fields.add(MCLASS_CALLER_NAME, nameOf(message.name));
  if (fields.send()) append(samples, [&](int16_t* out) { return adsi_tx(transmitter.get(), out, kChunk); });
}

// The variant of most countries that use DTMF; 10 stands for a restricted number.
void sendDigits(std::vector<int16_t>& samples, const CallerIdMessage& message) {
  std::unique_ptr<dtmf_tx_state_t, int (*)(dtmf_tx_state_t*)> transmitter(dtmf_tx_init(nullptr), dtmf_tx_free);
  if (!transmitter) throw std::bad_alloc();
  const std::string number = digitsOf(message.number, "0123456789");
  const std::string digits = number.empty() ? "B10C" : "A" + number + "C";
  dtmf_tx_set_timing(transmitter.get(), kDigit_ms, kDigit_ms);
  dtmf_tx_set_level(transmitter.get(), kDigitDbm0, kTwistDb);
  dtmf_tx_put(transmitter.get(), digits.data(), static_cast<int>(digits.size()));
  append(samples, [&](int16_t* out) { return dtmf_tx(transmitter.get(), out, kChunk); });
}

}  // namespace

std::vector<int16_t> callerIdSamples(CallerIdKind kind, const CallerIdMessage& message) {
  std::vector<int16_t> samples(kSilence_ms * kSamplesPerMs);
  if (kind == CallerIdKind::dtmf) sendDigits(samples, message);
  else sendMessage(samples, kind == CallerIdKind::v23 ? ADSI_STANDARD_CLIP : ADSI_STANDARD_CLASS, message);
  return samples;
}

}  // namespace partyline::dsp
