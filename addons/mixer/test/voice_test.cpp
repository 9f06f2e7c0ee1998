#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

// Words of 300 ms with pauses of 250 ms, over a background.
Signal words(double amplitude, double background_rms, unsigned seed) {
  const Signal background = noise(background_rms, seed);
  const Signal voice = sine(210, amplitude, 8000);
  return [=](uint64_t n) {
    const bool speaks = n % 4400 < 2400;
    return static_cast<int16_t>(background(n) + (speaks ? voice(n) : 0));
  };
}

double loudness(const std::vector<int16_t>& samples, size_t from) {
  return static_cast<double>(dbov(meanSquare({samples.data() + from, static_cast<int>((samples.size() - from) / 8 * 8)})));
}

TEST("the background noise of a hundred phones does not add up, and one who speaks over it is whole") {
  Rig rig;
  for (SeatId id = 1; id <= 100; ++id) rig.join(id, 8000, noise(60, id));  // -55 dBov each
  const auto speaker = rig.join(200, 8000);
  const auto listener = rig.join(201, 8000);
  rig.tick(500);
  listener->heard.clear();
  rig.tick(50);
  CHECK_OP(loudness(listener->heard, 0), <, -55.0);  // all of them: -35
  speaker->signal = words(6000, 60, 7);
  listener->heard.clear();
  speaker->said.clear();
  rig.tick(500);
  CHECK(speaker->said == listener->heard);
}

TEST("quiet speech is never chopped in a large room") {
  for (const double amplitude : {250.0, 700.0, 3000.0}) {
    Rig rig;
    for (SeatId id = 1; id <= 20; ++id) rig.join(id, 8000);
    const auto speaker = rig.join(200, 8000, words(amplitude, 8, 3));
    const auto listener = rig.join(201, 8000);
    rig.tick(100);
    speaker->said.clear();
    listener->heard.clear();
    rig.tick(1500);
    CHECK(speaker->said == listener->heard);
  }
}

TEST("who begins to speak in a large room is heard from the same tick on") {
  Rig rig;
  for (SeatId id = 1; id <= 20; ++id) rig.join(id, 8000);
  const auto speaker = rig.join(200, 8000, noise(20, 5));
  const auto listener = rig.join(201, 8000);
  rig.tick(200);
  speaker->signal = sine(300, 5000, 8000);
  rig.tick(1);
  CHECK(std::equal(listener->last(), listener->last() + 160, speaker->said.end() - 160));
}

TEST("up to four unmuted seats are all heard, however quiet") {
  Rig rig;
  const auto quiet = rig.join(1, 8000, noise(12, 4));
  const auto listener = rig.join(2, 8000);
  for (SeatId id = 3; id < 30; ++id) rig.join(id, 8000, noise(300, id), {true, false, 0, 0, false});
  rig.tick(500);
  CHECK(std::equal(listener->last(), listener->last() + 160, quiet->said.end() - 160));
}

TEST("talking is told once when it begins and once half a second after it ends, though the seat is muted") {
  Rig rig;
  const auto port = rig.join(1, 8000, noise(15, 2), {true, false, 0, 0, false});
  rig.tick(100);
  CHECK_EQ(rig.notes.talks.size(), 0u);
  port->position = 0;
  port->signal = words(4000, 15, 2);
  rig.tick(5);
  CHECK_EQ(rig.notes.talks.size(), 1u);
  rig.tick(300);
  CHECK_EQ(rig.notes.talks.size(), 1u);
  port->signal = noise(15, 3);
  rig.tick(60);
  CHECK_EQ(rig.notes.talks.size(), 2u);
  CHECK(!rig.notes.talks.empty() && rig.notes.talks.back() == std::make_pair(SeatId{1}, false));
}

TEST("steady background noise is not taken for talking, nor is a click") {
  Rig rig;
  const auto port = rig.join(1, 8000, noise(60, 9));
  rig.tick(300);
  port->signal = [](uint64_t n) { return static_cast<int16_t>(n % 8000 == 5 ? 20000 : 0); };
  rig.tick(200);
  CHECK_EQ(rig.notes.talks.size(), 0u);
}

}  // namespace
}  // namespace partyline::mixer::test
