#include <algorithm>
#include <cstdio>
#include <ctime>
#include <set>

#include "../block.hpp"
#include "../tone_watch.hpp"
#include "../../test/allocation_trap.hpp"
#include "../../test/check.hpp"
#include "signals.hpp"
#include "tone_zones.hpp"

namespace partyline::dsp::test {
namespace {

struct Heard {
  std::string tone;
  double at_s;
  bool on;
};

std::vector<Heard> listen(ToneWatch& watch, const Samples& samples) {
  std::vector<Heard> heard;
  for (size_t at = 0; at + kBlockSamples <= samples.size(); at += kBlockSamples) {
    for (const ToneChange& change : watch.process(samples.data() + at)) heard.push_back({watch.name(change.tone), static_cast<double>(at) / 8000, change.on});
  }
  return heard;
}

std::string written(const std::vector<Heard>& heard) {
  std::string text;
  for (const Heard& one : heard) text += (one.on ? "+" : "-") + one.tone + "@" + std::to_string(one.at_s).substr(0, 4) + " ";
  return text;
}

// Of tones with one cadence the first is listened for.
std::vector<ToneSpec> specsOf(const Zone& zone) {
  std::vector<ToneSpec> specs;
  std::set<std::string> seen;
  for (const ZoneTone& tone : zone.tones) {
    if (seen.insert(tone.written).second) specs.push_back(specOf(tone));
  }
  return specs;
}

// What nobody can tell apart by ear within the tolerances: Australia's congestion is its busy tone with every other beep weaker; in the
// Emirates 400 + 425 Hz, 400 and 425 Hz are different tones, and 1.5 % off is half-way.
bool canBeToldApart(const Zone& zone, const ZoneTone& tone) {
  return !(zone.country == "au" && tone.name == "congestion") && !(zone.country == "ae" && (tone.name == "ringing" || tone.name == "congestion"));
}

TEST("dial, busy, ringing, congestion and information tones of every country are told once each, at -10 to -35 dBm0 and 1.5 % off") {
  int countries = 0, tones = 0;
  for (const Zone& zone : toneZones()) {
    std::set<std::string> seen;
    ++countries;
    for (const ZoneTone& tone : zone.tones) {
      if (!seen.insert(tone.written).second || !canBeToldApart(zone, tone)) continue;
      ++tones;
      for (const Play play : {Play{-10, 0.015}, Play{-35, -0.015}}) {
        Samples samples = samplesOf(tone, play);
        samples.insert(samples.begin(), 4000, 0);
        samples.insert(samples.end(), 56000, 0);
        addNoise(samples, -50, 3);
        ToneWatch watch(specsOf(zone));
        const auto heard = listen(watch, samples);
        const bool once = heard.size() == 2 && heard[0].tone == tone.name && heard[0].on && !heard[1].on;
        CHECK_EQ(zone.country + " " + tone.name + ": " + (once ? "" : written(heard)), zone.country + " " + tone.name + ": ");
      }
    }
  }
  std::printf("    %d tones of %d countries\n", tones, countries);
  CHECK_OP(countries, >, 40);
}

// Two frequencies 25 Hz apart beat: they are heard as either, or as what lies between.
bool rings25HzApart(const Zone& zone) { return zone.country == "ae" || zone.country == "au"; }

// What is listened for while a call goes out: the line's own tones first, then the ringing of everybody else.
std::vector<ToneSpec> callSpecsOf(const Zone& zone) {
  std::vector<ToneSpec> specs;
  std::set<std::string> seen;
  for (const char* name : {"busy", "congestion", "info", "ringing"}) {
    for (const ZoneTone& tone : zone.tones) {
      if (tone.name == name && seen.insert(tone.written).second) specs.push_back(specOf(tone));
    }
  }
  for (const Zone& other : toneZones()) {
    for (const ZoneTone& tone : other.tones) {
      if (tone.name == "ringing" && !rings25HzApart(zone) && !rings25HzApart(other) && seen.insert(tone.written).second) specs.push_back(specOf(tone));
    }
  }
  return specs;
}

std::string heardOf(const ZoneTone& tone, Play play, std::vector<ToneSpec> specs) {
  Samples samples = samplesOf(tone, play);
  samples.insert(samples.begin(), 4000, 0);
  samples.insert(samples.end(), 56000, 0);
  addNoise(samples, -50, 3);
  ToneWatch watch(std::move(specs));
  const auto heard = listen(watch, samples);
  return heard.size() == 2 && heard[0].tone == tone.name && heard[0].on && !heard[1].on ? "" : written(heard);
}

TEST("busy, congestion, ringing and information tones of every country are told as ever while the ringing of all others is listened for") {
  for (const Zone& zone : toneZones()) {
    std::set<std::string> seen;
    for (const ZoneTone& tone : zone.tones) {
      if (tone.name == "dial" || !seen.insert(tone.written).second || !canBeToldApart(zone, tone)) continue;
      for (const Play play : {Play{-10, 0.015}, Play{-35, -0.015}}) {
        CHECK_EQ(zone.country + " " + tone.name + ": " + heardOf(tone, play, callSpecsOf(zone)), zone.country + " " + tone.name + ": ");
      }
    }
  }
}

TEST("a call from anywhere that rings in another country is told to ring, from its first rounds to the end") {
  int rings = 0;
  for (const Zone& zone : toneZones()) {
    if (!std::set<std::string>{"us", "de", "fr"}.count(zone.country)) continue;
    const auto specs = callSpecsOf(zone);
    for (const Zone& other : toneZones()) {
      for (const ZoneTone& tone : other.tones) {
        if (tone.name != "ringing" || rings25HzApart(other)) continue;
        ++rings;
        for (const Play play : {Play{-12, 0.005}, Play{-33, -0.005, 20}}) {
          CHECK_EQ(other.country + " in " + zone.country + ": " + heardOf(tone, play, specs), other.country + " in " + zone.country + ": ");
        }
      }
    }
  }
  std::printf("    %d ringing tones\n", rings);
}

TEST("somebody who answers and says nothing is known to have answered after the pause of the ringing that was heard, though others pause longer") {
  const auto zones = toneZones();
  const auto germany = std::find_if(zones.begin(), zones.end(), [](const Zone& zone) { return zone.country == "de"; });
  struct Row {
    const char* written;
    double seconds, last_sound_s;
  };
  // Portugal's ringing, which begins as Germany's does, pauses for 5 s.
  for (const auto& [written, seconds, last_sound_s] : {Row{"425/1000,0/4000", 13, 11}, Row{"425/1000,0/3000", 11, 9}, Row{"440+480/2000,0/4000", 11, 8}}) {
    Samples samples = samplesOf({"ringing", written}, {-20, 0, seconds});
    samples.insert(samples.end(), 80000, 0);
    ToneWatch watch(callSpecsOf(*germany));
    const auto heard = listen(watch, samples);
    CHECK_EQ(heard.size(), size_t{2});
    if (heard.size() == 2) CHECK_OP(heard[1].at_s - last_sound_s, <, 4.7);
  }
}

TEST("busy tone is told within its fifth beep and its end within a second; dial tone within two seconds") {
  const auto zones = toneZones();
  const auto us = std::find_if(zones.begin(), zones.end(), [](const Zone& zone) { return zone.country == "us"; });
  for (const ZoneTone& tone : us->tones) {
    if (tone.name != "busy" && tone.name != "dial" && tone.name != "congestion") continue;
    Samples samples = samplesOf(tone, {-20, 0, 8});
    samples.insert(samples.end(), 16000, 0);
    ToneWatch watch(specsOf(*us));
    const auto heard = listen(watch, samples);
    CHECK_EQ(heard.size(), size_t{2});
    if (heard.size() != 2) continue;
    std::printf("    %s begins to be told after %.2f s, its end after %.2f s\n", tone.name.c_str(), heard[0].at_s, heard[1].at_s - 8);
    CHECK_OP(heard[0].at_s, <, 2.6);
    CHECK_OP(heard[1].at_s, <, 9.0);
  }
}

TEST("speech and music are no tones") {
  double minutes = 0;
  const auto check = [&](const std::string& what, const Samples& samples) {
    for (const Zone& zone : toneZones()) {
      if (!std::set<std::string>{"us", "de", "uk", "cn"}.count(zone.country)) continue;
      auto specs = specsOf(zone);
      specs.push_back({"fax", {{{1100, 0}, 500, 3000}}});
      ToneWatch watch(specs);
      CHECK_EQ(what + " in " + zone.country + ": " + written(listen(watch, samples)), what + " in " + zone.country + ": ");
      minutes += static_cast<double>(samples.size()) / 8000 / 60;
    }
  };
  for (const char* voice : {"en_US_f_Allison", "it_IT_m_Carlo", "fr_CA_f_June", "es_MX_f_Allison"}) check(voice, speech(voice, 300));
  check("music", music(600));
  std::printf("    %.0f minutes\n", minutes);
}

TEST("nothing is made of specs that no one can hear") {
  ToneWatch watch({{"nothing", {}}, {"low", {{{50, 0}, 500, 500}}}, {"high", {{{5000, 0}, 500, 500}}}});
  Samples noise(80000);
  addNoise(noise, -20, 8);
  CHECK_EQ(written(listen(watch, noise)), std::string());
}

TEST("listening for tones asks for no memory, and says what it costs, on a line that is in a call and on one that calls out") {
  const auto us = toneZones()[0];
  auto calling = callSpecsOf(us);
  calling.push_back({"greeting", {}, true});
  const Samples samples = speech("it_IT_m_Carlo", 20);
  for (const auto& specs : {specsOf(us), calling}) {
    ToneWatch watch(specs);
    const uint64_t before = partyline::test::trappedAllocations();
    const std::clock_t start = std::clock();
    partyline::test::watchThisThread(true);
    for (size_t at = 0; at + kBlockSamples <= samples.size(); at += kBlockSamples) watch.process(samples.data() + at);
    partyline::test::watchThisThread(false);
    const double us_spent = 1e6 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("    %zu tones: %.1f us a block of 20 ms\n", specs.size(), us_spent / static_cast<double>(samples.size() / kBlockSamples));
    CHECK_EQ(partyline::test::trappedAllocations(), before);
  }
}

TEST("a greeting is told beside tones: once ringing is broken off and somebody says hello, until there is sound again") {
  const auto zones = toneZones();
  auto specs = callSpecsOf(zones[0]);
  specs.push_back({"greeting", {}, true});
  Samples samples = samplesOf({"ringing", "440+480/2000,0/4000"}, {-18, 0, 0.7});
  const Samples quiet(12000), hello = recording("en_US_f_Allison/hello"), busy = samplesOf({"busy", "480+620/500,0/500"}, {-18, 0, 5});
  for (const Samples* part : {&quiet, &hello, &quiet, &busy}) samples.insert(samples.end(), part->begin(), part->end());
  ToneWatch watch(specs);
  std::string told;
  for (const Heard& one : listen(watch, samples)) told += (one.on ? "+" : "-") + one.tone + " ";
  CHECK_EQ(told, std::string("+greeting -greeting +busy "));
}

}  // namespace
}  // namespace partyline::dsp::test
