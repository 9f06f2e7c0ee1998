// The mixer's ticks behind a span's clock, in made-up time.
#include <cmath>
#include <random>

#include "../../test/check.hpp"
#include "../span_clock.hpp"

namespace partyline::lines::test {
namespace {

constexpr int64_t kTickNs = 20000000;
constexpr int64_t kStartNs = 1000000000;

// A span whose clock is off by so much, read by a thread that is late by up to so much.
struct Span {
  rt::TickClock ticks{0, kTickNs};
  SpanClock clock{ticks};
  double ppm = 0;
  int64_t late_ns = 500000;
  std::mt19937 random{1};
  double now_ns = static_cast<double>(kStartNs);
  int64_t last_tick_ns = 0;
  double most_step_ns = 0;

  void run(int blocks) {
    std::uniform_int_distribution<int64_t> late(0, late_ns);
    for (int i = 0; i < blocks; i++) {
      now_ns += static_cast<double>(kTickNs) / (1 + ppm / 1e6);
      clock.tick(this, 1, static_cast<int64_t>(now_ns) + late(random));
      watchTick();
    }
  }
  // The distance of the ticks around now, against what it should be.
  void watchTick() {
    const int64_t number = ticks.numberAt(static_cast<int64_t>(now_ns));
    const auto distance_ns = static_cast<double>(ticks.time_ns(number + 1) - ticks.time_ns(number));
    most_step_ns = std::max(most_step_ns, std::fabs(distance_ns - static_cast<double>(kTickNs)));
  }
  void rest(double seconds) { now_ns += seconds * 1e9; }
};

}  // namespace

TEST("the mixer ticks as fast as a span whose clock is off by 80 ppm, within a minute, and keeps its phase") {
  for (const double ppm : {80.0, -80.0, 0.0}) {
    Span span;
    span.ppm = ppm;
    span.run(50 * 120);
    CHECK(span.clock.leads(1));
    CHECK(std::fabs(span.ticks.ppm() - ppm) < 12);
    const double phase = span.ticks.positionAt(static_cast<int64_t>(span.now_ns));
    span.run(50 * 600);
    const double moved_ms = (span.ticks.positionAt(static_cast<int64_t>(span.now_ns)) - phase - 50 * 600) * 20;
    CHECK(std::fabs(moved_ms) < 1);
  }
}

TEST("a span that comes and goes ten times a second does not make the tick jump") {
  Span span;
  span.ppm = 50;
  span.run(50 * 60);
  const double before_ppm = span.ticks.ppm();
  for (int i = 0; i < 600; i++) {
    span.run(3);
    span.clock.leave(&span);
    span.rest(0.15);
  }
  CHECK(!span.clock.leads(1));
  CHECK_EQ(span.ticks.ppm(), before_ppm);
  CHECK(span.most_step_ns < 200e-6 * kTickNs + 2);
}

TEST("a thread that was held up for long does not make the tick jump") {
  Span span;
  span.run(50 * 20);
  const double before_ppm = span.ticks.ppm();
  span.rest(3);
  span.run(49);
  CHECK_EQ(span.ticks.ppm(), before_ppm);
  CHECK(!span.clock.leads(1));
}

TEST("a machine that stumbles, or a span that loses blocks, does not bend the mixer's clock") {
  Span span;
  span.late_ns = 150000000;
  span.ppm = 30;
  span.run(50 * 600);
  CHECK(std::fabs(span.ticks.ppm()) < 60);
  Span losing;
  losing.run(50 * 30);
  for (int i = 0; i < 100; i++) {
    losing.rest(0.02);
    losing.run(70);
  }
  CHECK(std::fabs(losing.ticks.ppm()) < 20);
  CHECK(!losing.clock.leads(1));
}

TEST("a channel that is not the measure is not heard") {
  Span span;
  span.run(50 * 10);
  const int other = 0;
  for (int i = 0; i < 5000; i++) span.clock.tick(&other, 2, kStartNs);
  CHECK(span.clock.leads(1));
  CHECK(!span.clock.leads(2));
}

TEST("a clock that is steered moves no tick that was") {
  rt::TickClock clock(0, kTickNs);
  clock.steer(100, 10 * kTickNs + 1);
  CHECK_EQ(clock.time_ns(10), 10 * kTickNs);
  CHECK(clock.time_ns(11) < 11 * kTickNs);
  CHECK(clock.time_ns(11) > 11 * kTickNs - 2100);
  CHECK_EQ(clock.numberAt(clock.time_ns(1000) + 10), 1000);
}

}  // namespace partyline::lines::test
