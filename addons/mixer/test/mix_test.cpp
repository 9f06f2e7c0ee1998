#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

constexpr int kAllRatesHz[] = {8000, 16000, 48000};

bool same(const int16_t* a, const int16_t* b, int samples) { return std::equal(a, a + samples, b); }

// The frame that this port said in the newest tick.
const int16_t* saidLast(const FakePort& port) { return port.said.data() + port.said.size() - static_cast<size_t>(port.samples()); }

TEST("each hears the sum of all others and not himself, at every rate and number of seats") {
  for (const int rate_hz : kAllRatesHz) {
    for (const int seats : {2, 3, 4, 7, 40}) {
      Rig rig;
      std::vector<std::shared_ptr<FakePort>> ports;
      for (int i = 0; i < seats; ++i) ports.push_back(rig.join(static_cast<SeatId>(i + 1), rate_hz, sine(200 + 37 * i, 500, rate_hz)));
      rig.tick(10);
      for (const auto& port : ports) {
        std::vector<int16_t> expected(static_cast<size_t>(port->samples()));
        for (const auto& other : ports) {
          for (int i = 0; other != port && i < port->samples(); ++i) expected[static_cast<size_t>(i)] += saidLast(*other)[i];
        }
        CHECK(same(port->last(), expected.data(), port->samples()));
      }
    }
  }
}

TEST("a room where nobody speaks hears comfort noise, never digital silence") {
  for (const int rate_hz : kAllRatesHz) {
    Rig rig;
    const auto silent = rig.join(1, rate_hz, zero());
    const auto absent = rig.join(2, rate_hz);
    rig.tick(20);
    CHECK(isComfort(silent->last(), silent->samples()));
    CHECK(isComfort(absent->last(), absent->samples()));
  }
}

TEST("the silence of an A-law phone, which is no zero, is silence") {
  Rig rig;
  rig.join(1, 8000, [](uint64_t) { return static_cast<int16_t>(8); });
  const auto listener = rig.join(2, 8000);
  rig.tick(20);
  CHECK(isComfort(listener->last(), 160));
}

TEST("a seat that is alone hears comfort noise") {
  Rig rig;
  const auto port = std::make_shared<FakePort>(8000, sine(440, 8000, 8000));
  rig.mixer.addSeat(9, port);
  rig.tick(5);
  CHECK(isComfort(port->last(), 160));
}

TEST("a lone talker reaches the listeners of his rate bit for bit, up to full scale and whoever else is in") {
  for (const int rate_hz : kAllRatesHz) {
    for (const double amplitude : {3.0, 900.0, 32767.0}) {
      Rig rig;
      const auto talker = rig.join(1, rate_hz, sine(313, amplitude, rate_hz));
      const auto listener = rig.join(2, rate_hz);
      SeatId id = 3;
      for (const int other : kAllRatesHz) rig.join(id++, other, nullptr, {true, false, 0, 0, false});
      rig.tick(40);
      const size_t skip = static_cast<size_t>(talker->samples());  // the frame in which he comes in
      CHECK_EQ(talker->said.size(), listener->heard.size());
      CHECK(std::equal(talker->said.begin() + static_cast<long>(skip), talker->said.end(), listener->heard.begin() + static_cast<long>(skip)));
    }
  }
}

TEST("the order in which seats came makes no difference") {
  const auto run = [](const std::vector<int>& order) {
    Rig rig;
    std::map<int, std::shared_ptr<FakePort>> ports;
    for (const int i : order) ports[i] = rig.join(static_cast<SeatId>(i), kAllRatesHz[i % 3], sine(150 * i, 6000, kAllRatesHz[i % 3]));
    rig.tick(30);
    std::vector<int16_t> all;
    for (const auto& [i, port] : ports) all.insert(all.end(), port->heard.begin(), port->heard.end());
    return all;
  };
  CHECK(run({1, 2, 3, 4, 5, 6, 7}) == run({7, 3, 5, 1, 2, 6, 4}));
}

TEST("muting and unmuting goes over one frame without a step, and is exact before and after") {
  Rig rig;
  const auto talker = rig.join(1, 8000, sine(400, 10000, 8000));
  const auto listener = rig.join(2, 8000);
  rig.tick(5);
  rig.mixer.setMuted(1, true);
  rig.tick(5);
  CHECK(isComfort(listener->last(), 160));
  rig.mixer.setMuted(1, false);
  rig.tick(3);
  CHECK(same(listener->last(), saidLast(*talker), 160));
  int step = 0;
  for (size_t i = 161; i < listener->heard.size(); ++i) step = std::max(step, std::abs(listener->heard[i] - listener->heard[i - 1]));
  CHECK_OP(step, <, 3200);  // the sine's own steepest step is 3129
}

TEST("a deaf seat hears nothing of the room but is heard") {
  Rig rig;
  const auto deaf = rig.join(1, 8000, sine(400, 10000, 8000), {false, true, 0, 0, false});
  const auto other = rig.join(2, 8000, sine(700, 10000, 8000));
  rig.tick(5);
  CHECK(isComfort(deaf->last(), 160));
  CHECK(same(other->last(), saidLast(*deaf), 160));
  rig.mixer.setDeaf(1, false);
  rig.tick(3);
  CHECK(same(deaf->last(), saidLast(*other), 160));
}

TEST("gains change what the room hears of a seat and what the seat hears of the room by their dB") {
  for (const float db : {-24.0f, -6.0f, 6.0f, 12.0f}) {
    Rig rig;
    const auto talker = rig.join(1, 16000, sine(500, 3000, 16000));
    const auto listener = rig.join(2, 16000);
    rig.mixer.setGain(1, db, 0);
    rig.tick(10);
    const double heard_in = amplitudeAt({listener->last(), 320}, 500, 16000);
    CHECK_OP(std::fabs(20 * std::log10(heard_in / 3000) - static_cast<double>(db)), <, 0.1);
    rig.mixer.setGain(1, 0, 0);
    rig.mixer.setGain(2, 0, db);
    rig.tick(10);
    const double heard_out = amplitudeAt({listener->last(), 320}, 500, 16000);
    CHECK_OP(std::fabs(20 * std::log10(heard_out / 3000) - static_cast<double>(db)), <, 0.1);
  }
}

TEST("raising a loud voice bends it instead of clipping, and going back makes no step") {
  Rig rig;
  rig.join(1, 8000, sine(200, 25000, 8000));
  const auto listener = rig.join(2, 8000);
  rig.tick(5);
  rig.mixer.setGain(1, 12, 0);
  rig.tick(20);
  rig.mixer.setGain(1, 0, 0);
  rig.tick(40);
  int step = 0, highest = 0;
  for (size_t i = 160; i < listener->heard.size(); ++i) {
    step = std::max(step, std::abs(listener->heard[i] - listener->heard[i - 1]));
    if (i > 7 * 160) highest = std::max(highest, std::abs(static_cast<int>(listener->heard[i])));
  }
  CHECK_OP(step, <, 6500);  // the steepest of 200 Hz at full scale is 5140
  CHECK_OP(highest, <, 32500);
}

TEST("a talker goes through untouched while others come, go, are muted, held and moved") {
  Rig rig;
  rig.mixer.openRoom(2);
  const auto talker = rig.join(1, 8000, sine(333, 12000, 8000));
  const auto listener = rig.join(2, 8000);
  for (SeatId id = 10; id < 60; ++id) {
    rig.join(id, kAllRatesHz[id % 3]);
    if (id % 2) rig.mixer.setMuted(id, true);
    if (id % 3 == 0) rig.mixer.setPort(id, nullptr);
    if (id % 5 == 0) rig.mixer.enter(id, 2);
    if (id > 15) rig.mixer.removeSeat(id - 5);
    rig.tick(3);
  }
  CHECK(std::equal(talker->said.begin() + 160, talker->said.end(), listener->heard.begin() + 160));
}

TEST("a talker who leaves in the middle of a word dies away within a quarter of a frame") {
  Rig rig;
  const auto talker = rig.join(1, 8000, [](uint64_t) { return static_cast<int16_t>(9000); });
  const auto listener = rig.join(2, 8000, sine(1, 1, 8000));
  rig.tick(5);
  rig.mixer.leave(1);
  rig.tick(1);
  int step = 0;
  for (int i = 0; i < 160; ++i) step = std::max(step, std::abs(listener->last()[i] - (listener->last() - 1)[i]));
  CHECK_OP(step, <, 600);
  CHECK_OP(std::abs(listener->last()[80]), <, 2);
}

TEST("a call on hold is neither heard nor written to, and comes back") {
  Rig rig;
  const auto talker = rig.join(1, 8000, sine(400, 10000, 8000));
  const auto other = rig.join(2, 8000);
  rig.tick(5);
  rig.mixer.setPort(1, nullptr);
  rig.tick(5);
  CHECK(isComfort(other->last(), 160));
  CHECK_EQ(talker->heard.size(), 5u * 160u);
  const auto wide = std::make_shared<FakePort>(16000, sine(400, 10000, 16000));
  rig.mixer.setPort(1, wide);
  rig.tick(10);
  CHECK_OP(std::fabs(amplitudeAt({other->last(), 160}, 400, 8000) - 10000), <, 100);
  CHECK_EQ(wide->heard.size(), 10u * 320u);
}

TEST("closing a room leaves its seats alone") {
  Rig rig;
  rig.join(1, 8000, sine(400, 10000, 8000));
  const auto listener = rig.join(2, 8000);
  rig.tick(3);
  rig.mixer.closeRoom(1);
  rig.tick(3);
  CHECK(isComfort(listener->last(), 160));
  CHECK_EQ(rig.mixer.stats()[0].rooms, 0u);
  CHECK_EQ(rig.mixer.stats()[0].seats, 2u);
}

TEST("levels are told of those who have a port, and again when they have moved") {
  Rig rig;
  rig.join(1, 8000, sine(400, 32767, 8000));
  rig.join(2, 8000);
  rig.mixer.addSeat(3, nullptr);
  rig.tick(50);
  CHECK_EQ(rig.notes.level_batches.size(), 1u);
  const std::vector<SeatLevel> first = rig.notes.level_batches.back();
  CHECK_EQ(first.size(), 2u);
  CHECK_OP(std::fabs(first[0].in_dbov + 3.01f), <, 0.1f);
  CHECK_EQ(first[1].in_dbov, -127.0f);
  rig.mixer.setPort(1, std::make_shared<FakePort>(8000));
  rig.tick(10);
  const std::vector<SeatLevel>& moved = rig.notes.level_batches.back();
  CHECK_EQ(moved.size(), 1u);
  CHECK_EQ(moved[0].seat, 1u);
  CHECK_EQ(moved[0].in_dbov, -127.0f);
}

TEST("a port of a rate that the mixer does not know is refused with the reason") {
  Rig rig;
  CHECK_THROWS(rig.mixer.addSeat(1, std::make_shared<FakePort>(32000)), "32000");
}

}  // namespace
}  // namespace partyline::mixer::test
