#include "keys.hpp"

#include <spandsp.h>

#include <algorithm>
#include <cstring>

#include "../../test/check.hpp"

namespace partyline::mixer::test {
namespace {

constexpr double kTwoPi = 6.283185307179586;
constexpr char kKeys[] = "123A456B789C*0#D";

// ITU-T Q.23.
constexpr double kRowHz[] = {697, 770, 852, 941}, kColumnHz[] = {1209, 1336, 1477, 1633};

double keySample(const Stretch& stretch, double seconds) {
  const auto place = std::strchr(kKeys, stretch.key) - kKeys;
  const double low_hz = kRowHz[place / 4] * (1 + stretch.deviation), high_hz = kColumnHz[place % 4] * (1 + stretch.deviation);
  return peakOf(stretch.level_dbm0) * std::sin(kTwoPi * low_hz * seconds) +
         peakOf(stretch.level_dbm0 - stretch.twist_db) * std::sin(kTwoPi * high_hz * seconds);
}

struct Coded {
  const char* name;
  int rate_hz;
  bool g722;
  int step;  // of alignments: coding takes its time
};
constexpr Coded kCoded[] = {{"8 kHz", 8000, false, 1}, {"16 kHz", 16000, false, 3}, {"G.722", 16000, true, 5}};

void checkOne(const std::string& what, const Stretches& stretches, const std::string& wanted) {
  for (const Coded& coded : kCoded) {
    for (int alignment = 0; alignment < kAlignments; alignment += coded.step) {
      std::vector<int16_t> samples = keyedAs(stretches, coded.rate_hz, alignment);
      if (coded.g722) samples = throughG722(samples);
      const std::string found = digitsIn(samples, coded.rate_hz);
      if (found == wanted) continue;
      partyline::test::fail(__FILE__, __LINE__, what + ", " + coded.name + ", alignment " + std::to_string(alignment) + ": '" + found + "' instead of '" + wanted + "'");
    }
  }
}

}  // namespace

std::string allKeys() { return kKeys; }

double peakOf(double level_dbm0) { return 32767 * std::pow(10, (level_dbm0 - 3.14) / 20); }

std::vector<int16_t> keyedAs(const Stretches& stretches, int rate_hz, int alignment) {
  const auto tenth = static_cast<size_t>(rate_hz / 10);
  std::vector<int16_t> samples(tenth + static_cast<size_t>(alignment * kAlignmentSamples * rate_hz / 8000));
  for (const Stretch& stretch : stretches) {
    const int count = static_cast<int>(std::lround(stretch.ms * rate_hz / 1000));
    for (int i = 0; i < count; ++i) {
      const double seconds = static_cast<double>(samples.size()) / rate_hz;
      samples.push_back(stretch.key ? static_cast<int16_t>(std::lround(keySample(stretch, seconds))) : int16_t{0});
    }
  }
  const auto frame = static_cast<size_t>(rate_hz / 50);
  samples.resize((samples.size() + 2 * tenth) / frame * frame);
  return samples;
}

std::vector<int16_t> throughG722(const std::vector<int16_t>& samples) {
  constexpr int kBitRate = 64000;
  std::unique_ptr<g722_encode_state_t, int (*)(g722_encode_state_t*)> encoder(g722_encode_init(nullptr, kBitRate, 0), g722_encode_free);
  std::unique_ptr<g722_decode_state_t, int (*)(g722_decode_state_t*)> decoder(g722_decode_init(nullptr, kBitRate, 0), g722_decode_free);
  std::vector<uint8_t> coded(samples.size() / 2);
  std::vector<int16_t> back(samples.size());
  const int bytes = g722_encode(encoder.get(), coded.data(), samples.data(), static_cast<int>(samples.size()));
  g722_decode(decoder.get(), back.data(), coded.data(), bytes);
  return back;
}

void add(std::vector<int16_t>& samples, const Signal& signal) {
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<int16_t>(std::clamp(samples[i] + signal(i), -32768, 32767));
}

std::string digitsIn(const std::vector<int16_t>& samples, int rate_hz, DialTone dial_tone) {
  DigitDetector detector(rateIndex(rate_hz), dial_tone);
  const auto count = static_cast<size_t>(rate_hz / 50);
  std::string found;
  int16_t frame[kMaxFrameSamples];
  for (size_t at = 0; at + count <= samples.size(); at += count) {
    std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(at), count, frame);
    detector.process(frame, Received::audio);
    if (detector.ended()) found += detector.ended();
  }
  return found;
}

void checkEach(const std::string& what, const std::function<Stretches(char key)>& keyed, size_t times) {
  for (const char key : allKeys()) checkOne(what + ", key " + key, keyed(key), std::string(times, key));
}

}  // namespace partyline::mixer::test
