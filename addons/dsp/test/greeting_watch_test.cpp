#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <optional>
#include <random>

#include "../block.hpp"
#include "../echo_canceller.hpp"
#include "../greeting_watch.hpp"
#include "../../test/allocation_trap.hpp"
#include "../../test/check.hpp"
#include "hybrid.hpp"
#include "signals.hpp"
#include "tone_zones.hpp"

namespace partyline::dsp::test {
namespace {

constexpr double kTurn = 6.283185307179586;
const char* const kHellos[] = {"en_US_f_Allison/hello", "fr_CA_f_June/hello", "it_IT_m_Carlo/hello"};

Samples silence(double seconds) { return Samples(static_cast<size_t>(seconds * 8000), 0); }

Samples joined(const std::vector<Samples>& parts) {
  Samples all;
  for (const Samples& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Samples tone(const std::vector<double>& hz, double seconds, double level_dbm0) {
  Samples samples = silence(seconds);
  for (size_t i = 0; i < samples.size(); ++i) {
    double value = 0;
    for (const double one : hz) value += std::sin(kTurn * one * static_cast<double>(i) / 8000);
    samples[i] = static_cast<int16_t>(1000 * value);
  }
  setLevel(samples, level_dbm0);
  return samples;
}

// A hum with all its overtones, as of a bad rectifier, or the ringing of an old exchange.
Samples buzz(double hz, double seconds, double level_dbm0) {
  std::vector<double> overtones;
  for (double one = hz; one < 3600; one += hz) overtones.push_back(one);
  return tone(overtones, seconds, level_dbm0);
}

Samples noise(double seconds, double level_dbm0, unsigned seed) {
  Samples samples = silence(seconds);
  addNoise(samples, level_dbm0, seed);
  return samples;
}

Samples said(const std::string& what, double level_dbm0) {
  Samples samples = recording(what);
  setLevel(samples, level_dbm0);
  return samples;
}

Samples digits(const std::string& keys, double on_s, double off_s, double level_dbm0) {
  const std::string pad = "123A456B789C*0#D";
  constexpr double rows[] = {697, 770, 852, 941}, columns[] = {1209, 1336, 1477, 1633};
  Samples all;
  for (const char key : keys) {
    const size_t at = pad.find(key);
    all = joined({all, tone({rows[at / 4], columns[at % 4]}, on_s, level_dbm0), silence(off_s)});
  }
  return all;
}

// As it comes from a line: A-law, with its noise.
Samples fromLine(Samples samples, double noise_dbm0) {
  addNoise(samples, noise_dbm0, 5);
  return coded(std::move(samples));
}

// When a greeting is told first, in seconds.
std::optional<double> greetingIn(const Samples& samples) {
  GreetingWatch watch;
  for (size_t at = 0; at + kBlockSamples <= samples.size(); at += kBlockSamples) {
    if (watch.process(samples.data() + at)) return static_cast<double>(at + kBlockSamples) / 8000;
  }
  return std::nullopt;
}

TEST("somebody who says hello is heard within a second and a half, be they near or far, on a clean line or a noisy one") {
  for (const char* hello : kHellos) {
    for (const double level : {-12.0, -20.0, -30.0}) {
      for (const double noise_dbm0 : {-65.0, -50.0, -45.0}) {
        const auto told = greetingIn(fromLine(joined({silence(1), said(hello, level), silence(2)}), noise_dbm0));
        CHECK_EQ(std::string(hello) + (told ? "" : " not heard"), std::string(hello));
        if (told) CHECK_OP(*told, <, 2.5);
      }
    }
  }
}

TEST("who says hello again after a while in which nothing came is heard, though the first one was cut off") {
  const Samples hello = said(kHellos[0], -20);
  const Samples end(hello.end() - 800, hello.end());
  CHECK(greetingIn(fromLine(joined({end, silence(1.5), hello, silence(2)}), -60)));
  CHECK(greetingIn(fromLine(joined({silence(0.5), hello, silence(0.3), hello, silence(2)}), -60)));
}

TEST("ringing of any country that is cut off by somebody who says hello hides nothing of it") {
  int countries = 0;
  for (const Zone& zone : toneZones()) {
    for (const ZoneTone& ringing : zone.tones) {
      if (ringing.name != "ringing") continue;
      ++countries;
      for (const double seconds : {0.3, 0.9, 1.9}) {
        Samples burst = samplesOf(ringing, {-18, 0, seconds});
        const auto told = greetingIn(fromLine(joined({silence(0.5), burst, silence(0.3), said(kHellos[1], -22), silence(2)}), -55));
        CHECK_EQ(zone.country + (told ? "" : " not heard"), zone.country);
        if (told) CHECK_OP(*told, >, seconds + 1.6);
      }
    }
  }
  std::printf("    %d countries\n", countries);
}

TEST("no tone of any country is a greeting, however it is cut off") {
  for (const Zone& zone : toneZones()) {
    for (const ZoneTone& one : zone.tones) {
      for (const double seconds : {0.3, 1.1, 2.7}) {
        const auto told = greetingIn(fromLine(joined({silence(0.5), samplesOf(one, {seconds < 2 ? -10.0 : -34.0, 0.04, seconds}), silence(1)}), -50));
        CHECK_EQ(zone.country + " " + one.name + (told ? " is" : ""), zone.country + " " + one.name);
      }
    }
  }
}

TEST("a tone or two of any frequency, digits, special information tones and fax machines are no greeting") {
  const auto check = [](const std::string& what, const Samples& samples) {
    const auto told = greetingIn(fromLine(joined({silence(0.5), samples, silence(2.5)}), -55));
    CHECK_EQ(what + (told ? " is" : ""), what);
  };
  for (const double level : {-12.0, -30.0}) {
    for (const double seconds : {0.15, 0.4, 0.8, 1.4}) {
      for (const double hz : {300.0, 435.0, 620.0, 1000.0, 1100.0, 2100.0, 2800.0}) {
        check("one tone", tone({hz}, seconds, level));
        check("two tones", tone({hz, hz * 1.17}, seconds, level));
      }
    }
    for (const char* keys : {"1", "59", "123", "0301234567"}) check("digits", digits(keys, 0.1, 0.1, level));
    for (const double gap : {0.0, 0.03}) {
      check("special information", joined({tone({950}, 0.33, level), silence(gap), tone({1400}, 0.33, level), silence(gap), tone({1800}, 0.33, level)}));
      check("special information", joined({tone({914}, 0.27, level), silence(gap), tone({1371}, 0.38, level), silence(gap), tone({1777}, 0.38, level)}));
    }
  }
}

TEST("noise, clicks, hum and a buzz are no greeting, nor is a voice of another line") {
  const auto check = [](const std::string& what, const Samples& samples) {
    const auto told = greetingIn(fromLine(joined({silence(0.5), samples, silence(2.5)}), -60));
    CHECK_EQ(what + (told ? " is" : ""), what);
  };
  std::mt19937 random(3);
  for (unsigned seed = 1; seed < 6; ++seed) {
    for (const double level : {-15.0, -30.0}) {
      for (const double seconds : {0.15, 0.5, 1.2}) check("noise", noise(seconds, level, seed));
    }
    Samples clicks = silence(1.4);
    for (unsigned click = 0; click < 2 * seed; ++click) {
      const size_t at = random() % (clicks.size() - 40);
      for (size_t i = 0; i < 40; ++i) clicks[at + i] = static_cast<int16_t>((i % 2 == 0 ? 12000 : -9000) * std::exp(-0.1 * static_cast<double>(i)));
    }
    check("clicks", clicks);
  }
  for (const double hz : {50.0, 60.0, 100.0, 133.0}) {
    for (const double level : {-15.0, -35.0}) {
      for (const double seconds : {0.5, 1.2, 8.0}) check("a buzz", buzz(hz, seconds, level));
      check("hum", tone({hz}, 8, level));
    }
  }
  check("steady noise", noise(8, -35, 9));
  for (const char* hello : kHellos) check("another line", said(hello, -50));
}

TEST("announcements and music that go on are no greeting") {
  const auto check = [](const std::string& what, const Samples& samples) {
    CHECK_OP(samples.size(), >, size_t{16000});
    const auto told = greetingIn(fromLine(joined({silence(1), samples, silence(2.5)}), -55));
    CHECK_EQ(what + (told ? " is" : ""), what);
  };
  const std::string voice = "en_US_f_Allison/";
  for (const char* what : {"cannot-complete-as-dialed", "check-number-dial-again", "feature-not-avail-line", "tt-allbusy", "pls-hold-while-try", "demo-congrats", "demo-instruct"}) {
    check(what, recording(voice + what));
  }
  check("all circuits are busy", joined({recording(voice + "all-circuits-busy-now"), silence(0.4), recording(voice + "please-try-call-later")}));
  const Samples all = music(300);
  for (size_t from = 0; from + 96000 <= all.size(); from += 96000) {
    const auto told = greetingIn(fromLine(Samples(all.begin() + static_cast<ptrdiff_t>(from), all.begin() + static_cast<ptrdiff_t>(from + 96000)), -60));
    CHECK_EQ(std::string("music") + (told ? " is, after " + std::to_string(static_cast<double>(from) / 8000 + *told) : ""), std::string("music"));
  }
}

TEST("what the line returns of the digits that were dialled is no greeting, with an echo canceller and without") {
  for (const int model : {2, 4, 7}) {
    for (const bool cancels : {true, false}) {
      const Hybrid hybrid{model, 8, 160, -60};
      const Samples sent = joined({silence(0.5), digits("5551001", 0.1, 0.1, -9), silence(3)});
      Samples heard = receivedFrom(echoOf(sent, hybrid), Samples(sent.size()), hybrid);
      EchoCanceller canceller;
      for (size_t at = 0; cancels && at + kBlockSamples <= sent.size(); at += kBlockSamples) canceller.process(heard.data() + at, sent.data() + at);
      // It is listened once all is sent, the last of which is still to come back; here from the last digit on.
      for (ptrdiff_t from = 13600; from < 16000; from += 160) CHECK(!greetingIn(Samples(heard.begin() + from, heard.end())));
    }
  }
}

TEST("listening for a greeting asks for no memory, and says what it costs") {
  GreetingWatch watch;
  const Samples samples = speech("it_IT_m_Carlo", 20);
  const uint64_t before = partyline::test::trappedAllocations();
  const std::clock_t start = std::clock();
  partyline::test::watchThisThread(true);
  for (size_t at = 0; at + kBlockSamples <= samples.size(); at += kBlockSamples) watch.process(samples.data() + at);
  partyline::test::watchThisThread(false);
  const double us = 1e6 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("    %.1f us a block of 20 ms\n", us / static_cast<double>(samples.size() / kBlockSamples));
  CHECK_EQ(partyline::test::trappedAllocations(), before);
}

}  // namespace
}  // namespace partyline::dsp::test
