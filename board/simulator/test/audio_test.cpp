// Sound within the simulator, without a card.
#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "../audio/caller_id.hpp"
#include "../audio/crossing.hpp"
#include "../audio/digit_receiver.hpp"
#include "../audio/ear.hpp"
#include "../audio/hybrid.hpp"
#include "../audio/key_tones.hpp"
#include "../audio/measurement.hpp"
#include "check.hpp"

namespace partyline::simulator::test {

namespace {

Block sineBlock(double hz, int64_t from) {
  Block block;
  for (size_t i = 0; i < block.size(); ++i) block[i] = saturated(10000 * std::sin(2 * M_PI * hz * static_cast<double>(from + static_cast<int64_t>(i)) / kRateHz));
  return block;
}

double meanSquare(const Block& block) {
  double sum = 0;
  for (const int16_t sample : block) sum += static_cast<double>(sample) * sample;
  return sum / kBlockSamples;
}

}  // namespace

TEST("every hybrid returns as much echo as was asked for, over the telephone band") {
  for (int model = 1; model <= kHybridModels; ++model) {
    for (const double wanted_db : {6.0, 12.0, 20.0}) {
      Hybrid hybrid(model, wanted_db);
      double sent = 0, returned = 0;
      int64_t at = 0;
      for (double hz = 310; hz < 3400; hz += 50) {
        for (int i = 0; i < 6; ++i, at += kBlockSamples) {
          const Block out = sineBlock(hz, at);
          Block in{};
          hybrid.addEcho(out, in);
          if (i < 2) continue;  // the echo of the frequency before
          sent += meanSquare(out);
          returned += meanSquare(in);
        }
      }
      const double loss_db = 10 * std::log10(sent / returned);
      if (std::abs(loss_db - wanted_db) > 0.5) fail(__FILE__, __LINE__, "model " + std::to_string(model) + ": " + std::to_string(loss_db) + " dB");
    }
  }
}

TEST("a tone that crosses from a fast clock to a slow one is whole, however long it lasts") {
  constexpr double from_ppm = 400, to_ppm = -400;
  Crossing crossing(from_ppm, to_ppm);
  Measurement all(20000, {});
  int64_t written = 0;
  int silent = 0;
  double most = -99, least = 99;
  for (int64_t read = 0; read < 20000; ++read) {  // 400 s
    const double now_ms = static_cast<double>(read) * 20 / (1 + to_ppm * 1e-6);
    for (; static_cast<double>(written) * 20 / (1 + from_ppm * 1e-6) <= now_ms; ++written) crossing.write(sineBlock(1000, written * kBlockSamples));
    Block block;
    crossing.read(block);
    const double level = dbm0Of(meanSquare(block));
    if (read < 10) continue;
    if (level <= kSilenceDbm0) ++silent;
    most = std::max(most, level);
    least = std::min(least, level);
  }
  CHECK_EQ(silent, 0);
  CHECK(most - least < 0.3);
}

TEST("what somebody heard before he was asked is measured from its moment on, and so is what he hears after") {
  Ear ear;
  int64_t at_ms = 0;
  const auto hear = [&](double hz, int blocks) {
    for (int i = 0; i < blocks; ++i, at_ms += kBlockMs) ear.hear(hz > 0 ? sineBlock(hz, at_ms * kRateHz / 1000) : Block{}, at_ms + kBlockMs);
  };
  hear(0, 10);
  hear(1000, 5);
  hear(0, 10);
  int told = 0;
  ear.measure(Measurement(10, {1000, 1500}), 199, [&](const Measurement& heard, int64_t from_ms) {
    ++told;
    CHECK_EQ(from_ms, 180);
    CHECK(heard.envelope()[0] <= kSilenceDbm0 && heard.envelope()[1] > -10 && heard.envelope()[5] > -10 && heard.envelope()[6] <= kSilenceDbm0);
    CHECK(heard.energies()[0] > -15 && heard.energies()[1] < -40);
  });
  CHECK_EQ(told, 1);
  ear.measure(Measurement(10, {}), 480, [&](const Measurement& heard, int64_t from_ms) {
    ++told;
    CHECK_EQ(from_ms, 480);
    CHECK(heard.envelope()[0] <= kSilenceDbm0 && heard.envelope()[1] > -10);
    CHECK_EQ(heard.strongest(1)[0].hz, 700);
  });
  hear(700, 8);
  CHECK_EQ(told, 1);
  hear(700, 1);
  CHECK_EQ(told, 2);
}

TEST("an ear forgets after half a minute, and time in which nothing came to it was silence") {
  Ear ear;
  ear.hear(sineBlock(1000, 0), 20);
  ear.hear(sineBlock(1000, 0), 100);
  std::vector<double> levels;
  ear.measure(Measurement(5, {}), 0, [&](const Measurement& heard, int64_t) { levels = heard.envelope(); });
  CHECK_EQ(levels.size(), size_t{5});
  for (const size_t silent : {1, 2, 3}) CHECK(levels[silent] <= kSilenceDbm0);
  CHECK(levels[0] > -10 && levels[4] > -10);
  ear.hear({}, 40000);
  ear.measure(Measurement(1, {}), 0, [&](const Measurement& heard, int64_t from_ms) {
    CHECK_EQ(from_ms, 10000);
    CHECK(heard.envelope()[0] <= kSilenceDbm0);
  });
}

TEST("the strongest tones of a sound are told, and of silence none") {
  Measurement both(10, {});
  Measurement nothing(10, {});
  for (int64_t i = 0; i < 10; ++i) {
    Block block = sineBlock(350, i * kBlockSamples);
    const Block other = sineBlock(440, i * kBlockSamples);
    for (size_t k = 0; k < block.size(); ++k) block[k] = saturated(block[k] + other[k] / 2.0);
    both.take(block);
    nothing.take({});
  }
  const std::vector<Measurement::Tone> heard = both.strongest(4);
  CHECK_EQ(heard.size(), size_t{2});
  CHECK_EQ(heard[0].hz, 350);
  CHECK_EQ(heard[1].hz, 440);
  CHECK(std::abs(heard[0].dbm0 - heard[1].dbm0 - 6) < 0.2);
  CHECK(nothing.strongest(4).empty());
}

TEST("keys that were pressed are the keys that are heard") {
  const std::string pressed = "0123456789ABCD*#";
  std::string heard;
  DigitReceiver receiver([&](char key, bool down) {
    if (down) heard += key;
  });
  KeyTones keys;
  keys.press(pressed, {60, 60, -20, 2});
  while (!keys.isIdle()) {
    Block block{};
    keys.addTo(block);
    receiver.take(block);
  }
  CHECK_EQ(heard, pressed);
}

TEST("a display reads what was sent, by each kind of caller ID") {
  for (const CallerIdKind kind : {CallerIdKind::bell202, CallerIdKind::v23, CallerIdKind::dtmf}) {
    for (const char* number : {"5551001", "00441632960000", ""}) {
      std::string read = "nothing";
      CallerIdReader reader([&](const CallerId& id) { read = id.number; });
      CallerIdSender sender(kind, {number, "", "01310959"});
      const auto silence = [&] {
        for (int i = 0; i < 50; ++i) reader.take({});
      };
      silence();
      for (Block block{}; sender.addTo(block); block.fill(0)) reader.take(block);
      silence();
      CHECK_EQ(read, number);
    }
  }
}

}  // namespace partyline::simulator::test
