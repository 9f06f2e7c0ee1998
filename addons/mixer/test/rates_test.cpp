#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

constexpr int kAllRatesHz[] = {8000, 16000, 48000};
constexpr int kTenMinutes = 10 * 60 * 50;

TEST("a tone of ten minutes comes through without a gap or a step, bit for bit at its rate") {
  for (const int rate_hz : kAllRatesHz) {
    for (const int others : {0, 11}) {
      Rig rig;
      const auto talker = rig.join(1, rate_hz, sine(1000, 8000, rate_hz));
      const auto listener = rig.join(2, rate_hz);
      for (int i = 0; i < others; ++i) rig.join(static_cast<SeatId>(10 + i), 8000);
      rig.tick(1);
      size_t wrong = 0;
      for (int i = 1; i < kTenMinutes; ++i) {
        talker->said.clear();
        listener->heard.clear();
        rig.tick(1);
        wrong += talker->said != listener->heard;
      }
      CHECK_EQ(wrong, 0u);
    }
  }
}

TEST("a tone of ten minutes is a perfect sine for listeners of the other rates too") {
  for (const int from_hz : kAllRatesHz) {
    Rig rig;
    rig.join(1, from_hz, sine(1000, 8000, from_hz));
    std::vector<std::shared_ptr<FakePort>> listeners;
    for (const int to_hz : kAllRatesHz) listeners.push_back(rig.join(static_cast<SeatId>(2 + listeners.size()), to_hz));
    rig.tick(5);
    double worst = 0;
    for (const auto& listener : listeners) listener->heard.clear();
    for (int i = 0; i < kTenMinutes; ++i) {
      rig.tick(1);
      for (const auto& listener : listeners) {
        worst = std::max(worst, sineDefect({listener->heard.data(), listener->heard.size()}, 1000, listener->rate_hz()));
        listener->heard.erase(listener->heard.begin(), listener->heard.end() - 2);
      }
    }
    // Rounding to whole numbers alone gives up to 2; the converter's images of a tone at 8 kHz add the rest.
    CHECK_OP(worst, <, 24.0);
  }
}

TEST("callers of all rates hear each other at the right strength") {
  for (const int from_hz : kAllRatesHz) {
    for (const int to_hz : kAllRatesHz) {
      Rig rig;
      rig.join(1, from_hz, sine(1000, 8000, from_hz));
      const auto listener = rig.join(2, to_hz, sine(300, 2000, to_hz));
      rig.tick(20);
      const size_t second = static_cast<size_t>(to_hz) / 5;
      const int16_t* heard = listener->heard.data() + listener->heard.size() - second;
      CHECK_OP(std::fabs(amplitudeAt({heard, second}, 1000, to_hz) - 8000), <, 80);
      CHECK_OP(amplitudeAt({heard, second}, 300, to_hz), <, 3);
    }
  }
}

TEST("the first listener of a new rate hears a clean beginning") {
  Rig rig;
  rig.join(1, 8000, sine(1000, 8000, 8000));
  rig.join(2, 8000);
  rig.tick(20);
  const auto late = rig.join(3, 48000);
  rig.tick(20);
  const size_t skip = 3 * 960;
  CHECK_OP(sineDefect({late->heard.data() + skip, late->heard.size() - skip}, 1000, 48000), <, 24.0);
}

}  // namespace
}  // namespace partyline::mixer::test
