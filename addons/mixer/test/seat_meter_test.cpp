#include "../../test/check.hpp"
#include "speech.hpp"

namespace partyline::mixer::test {
namespace {

constexpr int kMinute = 60 * 1000 / kFrameMs;
constexpr SeatId kPhone = 1, kOther = 2;

double rmsOf(double level_dbov) { return 32768 * std::pow(10, level_dbov / 20); }

SeatFigures figuresOf(Rig& rig, SeatId seat) {
  const auto figures = rig.mixer.seatFigures(seat);
  CHECK(figures.has_value());
  return figures.value_or(SeatFigures{});
}

// A phone that gives back what it hears, with noise of its own; `own` is what its user says.
std::shared_ptr<FakePort> joinWithEcho(Rig& rig, double echo_db, int delay_ms, Signal own = zero(), int rate_hz = 8000) {
  auto port = rig.join(kPhone, rate_hz);
  const std::weak_ptr<FakePort> weak = port;
  const double gain = std::pow(10, echo_db / 20);
  const uint64_t delay = static_cast<uint64_t>(delay_ms * (rate_hz / 1000));
  port->signal = both(both(std::move(own), noise(rmsOf(-65), 9)), [=](uint64_t n) -> int16_t {
    const auto self = weak.lock();
    return n < delay || n - delay >= self->heard.size() ? int16_t{0} : static_cast<int16_t>(gain * self->heard[n - delay]);
  });
  return port;
}

TEST("the noise between words is measured, whoever speaks over it") {
  for (const double level : {-70.0, -60.0, -50.0, -40.0}) {
    for (const int rate_hz : {8000, 16000, 48000}) {
      Rig rig;
      rig.join(kPhone, rate_hz, both(speech({1640, rate_hz, 3}), noise(rmsOf(level), 5)));
      rig.tick(kMinute / 4);
      CHECK_OP(std::fabs(figuresOf(rig, kPhone).noise_dbov.value_or(0) - level), <, 1.5);
    }
  }
}

TEST("speech without a pause for minutes is not taken for noise") {
  Rig rig;
  rig.join(kPhone, 8000, both(speech({1640, 8000, 4, 0.25}), noise(rmsOf(-65), 5)));
  for (int i = 0; i < 12; ++i) {
    rig.tick(kMinute / 4);
    CHECK_OP(*figuresOf(rig, kPhone).noise_dbov, <, -55);
  }
}

TEST("noise that begins is known within ten seconds, and gone as soon as it ends") {
  Rig rig;
  const auto port = rig.join(kPhone, 8000, noise(rmsOf(-65), 5));
  rig.tick(kMinute / 4);
  port->signal = noise(rmsOf(-40), 6);
  rig.tick(kMinute / 6);
  CHECK_OP(std::fabs(*figuresOf(rig, kPhone).noise_dbov + 40), <, 1.5);
  port->signal = noise(rmsOf(-65), 7);
  rig.tick(kMinute / 20);
  CHECK_OP(std::fabs(*figuresOf(rig, kPhone).noise_dbov + 65), <, 1.5);
}

TEST("the level of words is measured, and none is told where nobody speaks") {
  for (const double level : {-45.0, -26.0, -12.0}) {
    Rig rig;
    rig.join(kPhone, 8000, both(speech({rmsOf(level), 8000, 8}), noise(rmsOf(-70), 5)));
    rig.join(kOther, 8000, noise(rmsOf(-65), 5));
    rig.tick(kMinute);
    CHECK_OP(std::fabs(figuresOf(rig, kPhone).speech_dbov.value_or(0) - level), <, 3);
    CHECK(!figuresOf(rig, kOther).speech_dbov);
  }
}

TEST("an echo is found with its delay and its level") {
  for (const int delay_ms : {30, 75, 140, 262, 390, 480}) {
    for (const double echo_db : {-6.0, -15.0, -25.0}) {
      Rig rig;
      joinWithEcho(rig, echo_db, delay_ms);
      rig.join(kOther, 8000, speech({1640, 8000, 11}));
      rig.tick(kMinute / 2);
      const SeatFigures figures = figuresOf(rig, kPhone);
      CHECK_OP(std::fabs(figures.echo_db.value_or(0) - echo_db), <, 2.0);
      CHECK_OP(std::abs(figures.echo_delay_ms - delay_ms), <=, 12);
      CHECK(!figuresOf(rig, kOther).echo_db);
    }
  }
}

TEST("an echo is found at every rate") {
  for (const int rate_hz : {16000, 48000}) {
    Rig rig;
    joinWithEcho(rig, -20, 120, zero(), rate_hz);
    rig.join(kOther, rate_hz, speech({1640, rate_hz, 11}));
    rig.tick(kMinute / 2);
    CHECK_OP(std::fabs(figuresOf(rig, kPhone).echo_db.value_or(0) + 20), <, 2.0);
  }
}

TEST("an echo is found though its phone's user speaks too, now and then at the same time") {
  for (const unsigned seed : {21u, 22u, 23u}) {
    Rig rig;
    joinWithEcho(rig, -18, 160, speech({1640, 8000, seed, 4.0}));
    rig.join(kOther, 8000, speech({1640, 8000, seed + 10}));
    int found = 0;
    for (int i = 0; i < 60; ++i) {
      rig.tick(kMinute / 60);
      const SeatFigures figures = figuresOf(rig, kPhone);
      if (!figures.echo_db) continue;
      ++found;
      CHECK_OP(std::fabs(*figures.echo_db + 18), <, 4.0);
    }
    CHECK_OP(found, >=, 20);
  }
}

TEST("clean phones have no echo, however long they talk to each other and at the same time") {
  for (const unsigned seed : {31u, 32u, 33u, 34u}) {
    Rig rig;
    rig.join(kPhone, 8000, both(speech({1640, 8000, seed, seed % 2 ? 3.0 : 0.6}), noise(rmsOf(-65), 9)));
    rig.join(kOther, 8000, both(speech({1640, 8000, seed + 10}), noise(rmsOf(-60), 10)));
    for (int second = 0; second < 600; ++second) {
      rig.tick(kMinute / 60);
      for (const SeatId seat : {kPhone, kOther}) CHECK(!figuresOf(rig, seat).echo_db);
    }
  }
}

TEST("tones and hold music sent to a phone are no echo of its own noise") {
  Rig rig;
  rig.join(kPhone, 8000, noise(rmsOf(-45), 9));
  const auto other = rig.join(kOther, 8000, sine(440, 6000, 8000));
  rig.tick(kMinute);
  CHECK(!figuresOf(rig, kPhone).echo_db);
  other->signal = [tone = sine(425, 6000, 8000)](uint64_t n) { return n % 8000 < 4000 ? tone(n) : int16_t{0}; };
  rig.tick(kMinute);
  CHECK(!figuresOf(rig, kPhone).echo_db);
}

TEST("a phone from which nothing comes is silent, and no longer when something does") {
  Rig rig;
  const auto port = rig.join(kPhone, 8000, zero());
  rig.tick(kMinute / 4);
  CHECK_OP(figuresOf(rig, kPhone).silent_ms, >=, 14000u);
  port->signal = noise(20, 1);
  rig.tick(kMinute / 60);
  CHECK_EQ(figuresOf(rig, kPhone).silent_ms, 0u);
}

TEST("what was measured of one far end says nothing of the next") {
  Rig rig;
  rig.join(kPhone, 8000, noise(rmsOf(-40), 5));
  rig.tick(kMinute / 10);
  CHECK(figuresOf(rig, kPhone).noise_dbov.has_value());
  rig.mixer.setPort(kPhone, std::make_shared<FakePort>(16000, zero()));
  rig.tick(2);
  CHECK(!figuresOf(rig, kPhone).noise_dbov);
  rig.mixer.setPort(kPhone, nullptr);
  CHECK(!rig.mixer.seatFigures(kPhone));
  CHECK(!rig.mixer.seatFigures(99));
}

}  // namespace
}  // namespace partyline::mixer::test
