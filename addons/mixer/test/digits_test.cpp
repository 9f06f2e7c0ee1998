#include <spandsp.h>

#include "../converter.hpp"
#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

constexpr SeatOptions kDetect{false, false, 0, 0, true};

// Digits of 80 ms with pauses of 80 ms, made at 8 kHz and brought to the rate; half a second of silence around them.
std::vector<int16_t> keyed(const char* digits, int level_dbm0, int rate_hz) {
  std::unique_ptr<dtmf_tx_state_t, int (*)(dtmf_tx_state_t*)> keypad(dtmf_tx_init(nullptr), dtmf_tx_free);
  dtmf_tx_set_level(keypad.get(), level_dbm0, 0);
  dtmf_tx_set_timing(keypad.get(), 80, 80);
  dtmf_tx_put(keypad.get(), digits, -1);
  std::vector<int16_t> samples(4000 + 30000);
  const int made = dtmf_tx(keypad.get(), samples.data() + 4000, 30000);
  samples.resize(4000 + static_cast<size_t>(made) + 4000);
  samples.resize((samples.size() + 159) / 160 * 160);
  const int rate = rateIndex(rate_hz);
  return rate == kRate8k ? samples : converted(samples, {kRate8k, rate, samples.size() * static_cast<size_t>(rateRatio(rate))});
}

Signal recorded(std::vector<int16_t> samples) {
  return [samples = std::move(samples)](uint64_t n) { return n < samples.size() ? samples[n] : static_cast<int16_t>(0); };
}

std::string told(const Notes& notes) {
  std::string all;
  for (const Notes::Digit& digit : notes.digits) all += digit.digit;
  return all;
}

TEST("in-band digits are told once each, at all levels and rates, with their length") {
  for (const int rate_hz : {8000, 16000, 48000}) {
    for (const int level : {-5, -12, -20, -30}) {
      Rig rig;
      rig.join(1, rate_hz, recorded(keyed("0123456789*#ABCD55", level, rate_hz)), kDetect);
      rig.join(2, rate_hz);
      rig.tick(250);
      CHECK_EQ(told(rig.notes), std::string("0123456789*#ABCD55"));
      for (const Notes::Digit& digit : rig.notes.digits) CHECK(digit.ms >= 40 && digit.ms <= 120);
    }
  }
}

TEST("the others do not hear in-band digits, but the voice around them") {
  for (const int rate_hz : {8000, 16000}) {
    Rig rig;
    std::vector<int16_t> call = keyed("159", -10, rate_hz);
    const size_t before = static_cast<size_t>(rate_hz) * 3 / 10;
    for (size_t i = 0; i < before; ++i) call[i] = sine(330, 5000, rate_hz)(i);
    rig.join(1, rate_hz, recorded(call), kDetect);
    const auto listener = rig.join(2, rate_hz);
    rig.tick(80);
    const auto frame = static_cast<size_t>(listener->samples());
    int loud_frames = 0;
    for (size_t at = before + 3 * frame; at + frame <= listener->heard.size(); at += frame) {
      loud_frames += dbov(meanSquare({listener->heard.data() + at, static_cast<int>(frame)})) > -45;
    }
    CHECK_OP(loud_frames, <=, 1);
    CHECK_OP(amplitudeAt({listener->heard.data() + 3 * frame, before - 3 * frame}, 330, rate_hz), >, 4800.0);
    CHECK_EQ(told(rig.notes), std::string("159"));
  }
}

TEST("digits are not looked for where nobody asked, and from the moment on when asked") {
  Rig rig;
  const auto port = rig.join(1, 8000, recorded(keyed("42", -10, 8000)));
  rig.tick(120);
  CHECK(rig.notes.digits.empty());
  rig.mixer.setDigitDetection(1, true);
  port->position = 0;
  rig.tick(120);
  CHECK_EQ(told(rig.notes), std::string("42"));
  rig.mixer.setDigitDetection(1, false);
  port->position = 0;
  rig.tick(120);
  CHECK_EQ(told(rig.notes), std::string("42"));
}

TEST("speech-like sound is not taken for digits and is heard whole, a frame later") {
  Rig rig;
  const auto talker = rig.join(1, 8000, [](uint64_t n) {
    return static_cast<int16_t>(3000 * std::sin(0.13 * n) + 2000 * std::sin(0.26 * n) + 1500 * std::sin(0.41 * n + std::sin(0.001 * n)));
  }, kDetect);
  const auto listener = rig.join(2, 8000);
  rig.tick(500);
  CHECK(rig.notes.digits.empty());
  CHECK(std::equal(talker->said.begin() + 320, talker->said.end() - 160, listener->heard.begin() + 480));
}

}  // namespace
}  // namespace partyline::mixer::test
