// The digit detector against what ITU-T Q.24 asks of a receiver: rows of what must be understood and what must not.
#include <speex/speex_resampler.h>

#include <cstdio>
#include <stdexcept>

#include "../../test/check.hpp"
#include "keys.hpp"

namespace partyline::mixer::test {
namespace {

struct Row {
  const char* title;
  Stretch stretch;  // but for its key
  bool understood;
};

TEST("a key is understood, or not, as ITU-T Q.24 says, at every alignment, rate and codec") {
  constexpr Row kRows[] = {
      {"40 ms at -3 dBm0 a tone", {0, 40, -3}, true},
      {"40 ms at -6 dBm0 a tone", {0, 40, -6}, true},
      {"40 ms at -20 dBm0 a tone", {0, 40, -20}, true},
      {"40 ms at -30 dBm0 a tone", {0, 40, -30}, true},
      {"40 ms at -38 dBm0 a tone", {0, 40, -38}, true},
      {"at -46 dBm0 a tone", {0, 60, -46}, false},
      {"23 ms", {0, 23, -10}, false},
      {"15 ms", {0, 15, -10}, false},
      {"lower tone 8 dB louder", {0, 50, -8, 8}, true},
      {"higher tone 4 dB louder", {0, 50, -8, -4}, true},
      {"lower tone 14 dB louder", {0, 50, -8, 14}, false},
      {"higher tone 9 dB louder", {0, 50, -8, -9}, false},
      {"frequencies 1.5 % too high", {0, 50, -10, 0, 0.015}, true},
      {"frequencies 1.5 % too low", {0, 50, -10, 0, -0.015}, true},
      {"frequencies 3.5 % too high", {0, 100, -10, 0, 0.035}, false},
      {"frequencies 3.5 % too low", {0, 100, -10, 0, -0.035}, false},
  };
  for (const Row& row : kRows) {
    checkEach(row.title, [&](char key) {
      Stretch stretch = row.stretch;
      stretch.key = key;
      return Stretches{stretch};
    }, row.understood ? 1 : 0);
  }
}

Stretches number(const std::string& keys, Stretch like, double pause_ms) {
  Stretches stretches;
  for (const char key : keys) {
    like.key = key;
    stretches.push_back(like);
    stretches.push_back({0, pause_ms});
  }
  return stretches;
}

TEST("a number keyed at the least length and pause is understood") {
  for (const int rate_hz : {8000, 16000}) {
    for (int alignment = 0; alignment < kAlignments; ++alignment) {
      CHECK_EQ(digitsIn(keyedAs(number(allKeys() + "1122004##", {0, 40, -10}, 40), rate_hz, alignment), rate_hz), allKeys() + "1122004##");
    }
  }
}

TEST("a number is understood with a dial tone beneath, where it is filtered") {
  struct DialToneRow { double first_hz, second_hz; };
  for (const DialToneRow& row : {DialToneRow{350, 440}, DialToneRow{425, 0}, DialToneRow{400, 450}}) {
    for (const double level_dbm0 : {-10.0, -20.0}) {
      for (int alignment = 0; alignment < kAlignments; ++alignment) {
        std::vector<int16_t> call = keyedAs(number(allKeys() + "55", {0, 50, level_dbm0}, 50), 8000, alignment);
        add(call, sine(row.first_hz, peakOf(-15), 8000));
        if (row.second_hz != 0) add(call, sine(row.second_hz, peakOf(-15), 8000));
        CHECK_EQ(digitsIn(call, 8000, DialTone::filtered), allKeys() + "55");
        CHECK(level_dbm0 > -20 || digitsIn(call, 8000, DialTone::absent) != allKeys() + "55");
      }
    }
  }
}

TEST("noise 15 dB below the tones spoils no key") {
  // The level of both tones together, which a sine of this peak has.
  const double rms = peakOf(-10 + 3 - 15) / std::sqrt(2);
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::vector<int16_t> call = keyedAs(number(allKeys() + "55", {0, 50, -10}, 50), 8000, static_cast<int>(seed));
    add(call, noise(rms, seed));
    CHECK_EQ(digitsIn(call, 8000), allKeys() + "55");
  }
}

// Numbers read aloud, at 8 kHz.
std::vector<int16_t> spoken(const char* voice) {
  const std::string command = std::string("seq 1 120 | espeak-ng -v ") + voice + " --stdout";
  std::unique_ptr<FILE, int (*)(FILE*)> speaker(popen(command.c_str(), "r"), pclose);
  constexpr size_t kWavHeaderBytes = 44;
  constexpr spx_uint32_t kSpeakerRateHz = 22050;
  char header[kWavHeaderBytes];
  if (!speaker || fread(header, 1, sizeof header, speaker.get()) != sizeof header) throw std::runtime_error("espeak-ng said nothing");
  std::vector<int16_t> said(kSpeakerRateHz * 600);
  said.resize(fread(said.data(), sizeof(int16_t), said.size(), speaker.get()));
  auto given = static_cast<spx_uint32_t>(said.size()), wanted = static_cast<spx_uint32_t>(said.size());
  std::vector<int16_t> narrow_band(said.size());
  std::unique_ptr<SpeexResamplerState, void (*)(SpeexResamplerState*)> state(speex_resampler_init(1, kSpeakerRateHz, 8000, 5, nullptr), speex_resampler_destroy);
  speex_resampler_process_int(state.get(), 0, said.data(), &given, narrow_band.data(), &wanted);
  narrow_band.resize(wanted / 160 * 160);
  return narrow_band;
}

TEST("minutes of speech hold no digits, and a number keyed over quiet speech is understood") {
  size_t samples = 0;
  for (const char* voice : {"en", "en+f3", "de+m3", "fr+f2", "es+f4", "it+m7"}) {
    const std::vector<int16_t> speech = spoken(voice);
    samples += speech.size();
    CHECK_EQ(digitsIn(speech, 8000), std::string());
    std::vector<int16_t> call = keyedAs(number(allKeys() + "55", {0, 60, -6}, 60), 8000);
    // From where somebody speaks; espeak speaks at about -12 dBm0.
    add(call, [&](uint64_t n) { return static_cast<int16_t>(speech[8000 + n] / 10); });
    CHECK_EQ(digitsIn(call, 8000), allKeys() + "55");
  }
  CHECK_OP(samples, >, size_t{8000 * 60 * 5});
}

}  // namespace
}  // namespace partyline::mixer::test
