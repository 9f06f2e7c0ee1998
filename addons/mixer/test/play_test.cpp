#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

PlayItem tone(float hz, uint32_t ms, float dbm0 = -16) {
  PlayItem item;
  item.kind = PlayItem::Kind::tone;
  item.frequency_hz[0] = hz;
  item.level_dbm0 = dbm0;
  item.duration_ms = ms;
  return item;
}

PlayItem silence(uint32_t ms) {
  PlayItem item;
  item.duration_ms = ms;
  return item;
}

PlayItem prompt(const std::string& name) {
  PlayItem item;
  item.kind = PlayItem::Kind::prompt;
  item.prompt = name;
  return item;
}

using Ends = std::vector<std::pair<PlayId, PlayEnd>>;

TEST("a sequence is played in order, with its lengths, and its end is told once") {
  const std::string path = temporaryFolder() + "/hello.wav";
  std::vector<int16_t> hello(4000);
  for (size_t i = 0; i < hello.size(); ++i) hello[i] = sine(700, 9000, 8000)(i);
  writeWav(path, 8000, hello);
  for (const int rate_hz : {8000, 16000, 48000}) {
    Rig rig;
    rig.mixer.loadPrompt("hello", path);
    const auto port = std::make_shared<FakePort>(rate_hz);
    rig.mixer.addSeat(1, port);
    rig.mixer.play(1, 5, {tone(400, 300), silence(100), prompt("nobody made this one"), prompt("hello")});
    rig.tick(44);
    CHECK(rig.notes.plays.empty());
    rig.tick(10);
    CHECK(rig.notes.plays == Ends({{5, PlayEnd::finished}}));
    const size_t ms = static_cast<size_t>(rate_hz) / 1000;
    const int16_t* heard = port->heard.data();
    // -16 dBm0 is 19.14 dB below a full-scale sine.
    CHECK_OP(std::fabs(amplitudeAt({heard + 50 * ms, 200 * ms}, 400, rate_hz) - 32767 * std::pow(10, -19.14 / 20)), <, 40);
    CHECK_OP(static_cast<double>(dbov(meanSquare({heard + 320 * ms, static_cast<int>(60 * ms)}))), <, -60.0);
    CHECK_OP(std::fabs(amplitudeAt({heard + 450 * ms, 400 * ms}, 700, rate_hz) - 9000), <, 90);
    CHECK(isComfort(port->last(), port->samples()));
  }
}

TEST("a prompt is heard as it was recorded at its own rate") {
  const std::string path = temporaryFolder() + "/p.wav";
  std::vector<int16_t> samples(16000);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = noise(3000, 1)(i);
  writeWav(path, 16000, samples);
  Rig rig;
  rig.mixer.loadPrompt("p", path);
  CHECK(rig.mixer.hasPrompt("p") && !rig.mixer.hasPrompt("q"));
  const auto port = std::make_shared<FakePort>(16000);
  rig.mixer.addSeat(1, port);
  rig.mixer.play(1, 1, {prompt("p")});
  rig.tick(50);
  CHECK(port->heard == samples);
}

TEST("two sines have the level of the sum, and edges without a click") {
  Rig rig;
  const auto port = std::make_shared<FakePort>(8000);
  rig.mixer.addSeat(1, port);
  PlayItem pair = tone(350, 1000, -13);
  pair.frequency_hz[1] = 440;
  rig.mixer.play(1, 1, {silence(100), pair, silence(100)});
  rig.tick(60);
  // The level of a sine at 0 dBm0 is -6.15 dBov.
  CHECK_OP(std::fabs(dbov(meanSquare({port->heard.data() + 1600, 5600})) + 13.0f + 6.15f), <, 0.2f);
  for (const size_t edge : {size_t{800}, size_t{800 + 8000}}) {
    int step = 0;
    for (size_t i = edge - 8; i < edge + 8; ++i) step = std::max(step, std::abs(port->heard[i] - port->heard[i - 1]));
    CHECK_OP(step, <, 500);  // full strength would be up to 2240
  }
}

TEST("a new play replaces the one before, whose end is told first") {
  Rig rig;
  rig.mixer.addSeat(1, std::make_shared<FakePort>(8000));
  rig.mixer.play(1, 1, {tone(400, 1000)});
  rig.tick(3);
  rig.mixer.play(1, 2, {tone(500, 40)});
  rig.mixer.play(1, 3, {tone(500, 40)});
  rig.tick(5);
  CHECK(rig.notes.plays == Ends({{1, PlayEnd::stopped}, {2, PlayEnd::stopped}, {3, PlayEnd::finished}}));
}

TEST("every play ends exactly once: stopped, of a seat that goes, of one that is not there, of a room that closes, empty") {
  Rig rig;
  for (SeatId id = 1; id <= 4; ++id) rig.join(id, 8000);
  rig.mixer.play(1, 1, {tone(400, 1000)}, true);
  rig.mixer.play(2, 2, {tone(400, 1000)});
  rig.mixer.play(77, 3, {tone(400, 1000)});
  rig.mixer.playRoom(1, 4, {tone(400, 1000)});
  rig.mixer.playRoom(1, 5, {tone(400, 1000)});
  rig.mixer.playRoom(99, 6, {tone(400, 1000)});
  rig.mixer.play(3, 7, {prompt("unknown")}, true);
  rig.mixer.addSeat(8, nullptr);
  rig.mixer.play(8, 8, {tone(400, 100)});
  rig.tick(10);
  rig.mixer.stopPlay(1);
  rig.mixer.stopPlay(1);
  rig.mixer.removeSeat(2);
  rig.mixer.closeRoom(1);
  rig.tick(2);
  std::map<PlayId, PlayEnd> ends(rig.notes.plays.begin(), rig.notes.plays.end());
  CHECK_EQ(rig.notes.plays.size(), 8u);
  CHECK_EQ(ends.size(), 8u);
  for (const PlayId id : {1u, 2u, 3u, 4u, 5u, 6u}) CHECK(ends[id] == PlayEnd::stopped);
  for (const PlayId id : {7u, 8u}) CHECK(ends[id] == PlayEnd::finished);
}

TEST("a repeated play goes on for ever without a gap") {
  Rig rig;
  const auto port = std::make_shared<FakePort>(8000);
  rig.mixer.addSeat(1, port);
  rig.mixer.play(1, 1, {tone(1000, 250), silence(250)}, true);
  rig.tick(1000);
  CHECK(rig.notes.plays.empty());
  const size_t last_second = port->heard.size() - 8000;
  CHECK_OP(amplitudeAt({port->heard.data() + last_second, 1600}, 1000, 8000), >, 3000.0);
  CHECK_OP(amplitudeAt({port->heard.data() + last_second + 2200, 1600}, 1000, 8000), <, 30.0);
}

TEST("private audio ducks the room by 12 dB with a ramp, for this seat alone") {
  Rig rig;
  rig.join(1, 8000, sine(1000, 8000, 8000));
  const auto told = rig.join(2, 8000);
  const auto other = rig.join(3, 8000);
  rig.tick(5);
  rig.mixer.play(2, 1, {silence(400)});
  rig.tick(10);
  CHECK_OP(std::fabs(amplitudeAt({told->last(), 160}, 1000, 8000) - 2000), <, 20);
  CHECK_OP(std::fabs(amplitudeAt({other->last(), 160}, 1000, 8000) - 8000), <, 20);
  rig.tick(15);
  CHECK_OP(std::fabs(amplitudeAt({told->last(), 160}, 1000, 8000) - 8000), <, 20);
  int step = 0;
  for (size_t i = 800; i < told->heard.size(); ++i) step = std::max(step, std::abs(told->heard[i] - told->heard[i - 1]));
  CHECK_OP(step, <, 6200);  // of the sine alone: 6123
}

TEST("room-wide audio is heard by all at every rate, one after the other") {
  Rig rig;
  std::vector<std::shared_ptr<FakePort>> ports;
  for (const int rate_hz : {8000, 16000, 48000}) ports.push_back(rig.join(static_cast<SeatId>(rate_hz), rate_hz));
  rig.mixer.playRoom(1, 1, {tone(600, 200)});
  rig.mixer.playRoom(1, 2, {tone(900, 200)});
  rig.tick(20);
  for (const auto& port : ports) {
    const size_t ms = static_cast<size_t>(port->rate_hz()) / 1000;
    CHECK_OP(amplitudeAt({port->heard.data() + 50 * ms, 100 * ms}, 600, port->rate_hz()), >, 3000.0);
    CHECK_OP(amplitudeAt({port->heard.data() + 250 * ms, 100 * ms}, 900, port->rate_hz()), >, 3000.0);
    CHECK_OP(amplitudeAt({port->heard.data() + 250 * ms, 100 * ms}, 600, port->rate_hz()), <, 60.0);
  }
  CHECK(rig.notes.plays == Ends({{1, PlayEnd::finished}, {2, PlayEnd::finished}}));
}

TEST("a prompt goes on where it was when the call's rate changes") {
  Rig rig;
  const auto narrow = std::make_shared<FakePort>(8000);
  rig.mixer.addSeat(1, narrow);
  rig.mixer.play(1, 1, {tone(500, 200), tone(800, 200)});
  rig.tick(5);
  const auto wide = std::make_shared<FakePort>(16000);
  rig.mixer.setPort(1, wide);
  rig.tick(20);
  CHECK_OP(amplitudeAt({wide->heard.data(), 1280}, 500, 16000), >, 3000.0);
  CHECK_OP(amplitudeAt({wide->heard.data() + 1600 + 320, 2240}, 800, 16000), >, 3000.0);
  CHECK(rig.notes.plays == Ends({{1, PlayEnd::finished}}));
}

}  // namespace
}  // namespace partyline::mixer::test
