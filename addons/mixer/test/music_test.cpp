#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

// A second of it.
std::string toneFile(const std::string& path, int rate_hz, const Signal& tone) {
  std::vector<int16_t> samples(static_cast<size_t>(rate_hz));
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = tone(i);
  writeWav(path, rate_hz, samples);
  return path;
}

float loudest(const std::vector<int16_t>& heard, int rate_hz) {
  float most = -127;
  const size_t window = static_cast<size_t>(rate_hz) / 5;
  for (size_t at = 0; at + window <= heard.size(); at += window) most = std::max(most, dbov(meanSquare({heard.data() + at, static_cast<int>(window)})));
  return most;
}

TEST("who waits hears the files in turn, for ever, at most at -20 dBov, and all hear the same") {
  const std::string folder = temporaryFolder();
  MixerOptions options;
  options.music = {toneFile(folder + "/a.wav", 8000, sine(500, 20000, 8000)), toneFile(folder + "/b.wav", 16000, sine(900, 3000, 16000))};
  Rig rig(options);
  const auto first = rig.join(1, 16000);
  const auto second = rig.join(2, 16000);
  rig.mixer.setMusic(1, true);
  rig.tick(3);
  rig.mixer.setMusic(2, true);
  rig.tick(297);
  CHECK(std::equal(first->last() - 16000, first->last(), second->last() - 16000));
  CHECK_OP(loudest(first->heard, 16000), <, -19.9f);
  CHECK_OP(loudest(first->heard, 16000), >, -24.0f);
  for (const int seconds : {0, 2, 4}) {
    CHECK_OP(amplitudeAt({first->heard.data() + seconds * 16000 + 3200, 9600}, 500, 16000), >, 1500.0);
    CHECK_OP(amplitudeAt({first->heard.data() + (seconds + 1) * 16000 + 3200, 9600}, 900, 16000), >, 1000.0);
  }
}

TEST("music takes the place of the room, goes beneath private audio, and gives the room back") {
  Rig rig;
  const auto talker = rig.join(1, 8000, sine(1700, 6000, 8000));
  const auto waiting = rig.join(2, 8000);
  rig.mixer.setMusic(2, true);
  rig.tick(100);
  CHECK_OP(amplitudeAt({waiting->last() - 1600, 1600}, 1700, 8000), <, 60.0);
  CHECK_OP(loudest(waiting->heard, 8000), >, -40.0f);
  CHECK_OP(loudest(waiting->heard, 8000), <, -20.0f);
  rig.mixer.setMusic(2, false);
  rig.tick(5);
  CHECK(std::equal(waiting->last(), waiting->last() + 160, talker->said.end() - 160));
}

TEST("without files a tune is played, at every rate, to a seat in no room too") {
  for (const int rate_hz : {8000, 16000, 48000}) {
    Rig rig;
    const auto port = std::make_shared<FakePort>(rate_hz);
    rig.mixer.addSeat(1, port);
    rig.mixer.setMusic(1, true);
    rig.tick(500);
    CHECK_OP(loudest(port->heard, rate_hz), <, -20.0f);
    int silent = 0;
    for (size_t at = 0; at + static_cast<size_t>(rate_hz) <= port->heard.size(); at += static_cast<size_t>(rate_hz)) {
      silent += dbov(meanSquare({port->heard.data() + at, rate_hz})) < -50;
    }
    CHECK_EQ(silent, 0);
  }
}

TEST("a music file that cannot be read is told when the box starts") {
  MixerOptions options;
  options.music = {"/nowhere/music.wav"};
  CHECK_THROWS(Rig rig(options), "/nowhere/music.wav");
}

}  // namespace
}  // namespace partyline::mixer::test
