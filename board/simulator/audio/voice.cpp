#include "voice.hpp"

#include <spandsp.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "level.hpp"

namespace partyline::simulator {

namespace {

constexpr double kSpeechDbm0 = -18;  // while talking, as the long-term level of ITU-T P.59
constexpr size_t kWavHeader = 44;
const char* const kDebianSpeech = "/usr/share/asterisk/sounds/en_US_f_Allison/demo-instruct.g722";

std::vector<uint8_t> contentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("the test voice " + path + " can't be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<int16_t> fromG722(const std::vector<uint8_t>& content) {
  const std::unique_ptr<g722_decode_state_t, int (*)(g722_decode_state_t*)> decoder(g722_decode_init(nullptr, 64000, G722_SAMPLE_RATE_8000), g722_decode_free);
  std::vector<int16_t> samples(content.size() + 16);
  samples.resize(static_cast<size_t>(g722_decode(decoder.get(), samples.data(), content.data(), static_cast<int>(content.size()))));
  return samples;
}

std::vector<int16_t> fromWav(const std::string& path, const std::vector<uint8_t>& content) {
  const auto number = [&](size_t at, size_t bytes) {
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; ++i) value |= static_cast<uint32_t>(content[at + i]) << (8 * i);
    return value;
  };
  const bool fits = content.size() > kWavHeader && std::memcmp(content.data(), "RIFF", 4) == 0 && number(22, 2) == 1 && number(24, 4) == kRateHz && number(34, 2) == 16;
  if (!fits) throw std::runtime_error("the test voice " + path + " is no .wav of 8 kHz, 16 bit, mono");
  std::vector<int16_t> samples;
  for (size_t at = kWavHeader; at + 1 < content.size(); at += 2) samples.push_back(static_cast<int16_t>(number(at, 2)));
  return samples;
}

// Syllables: a buzz of 130 Hz with the formants of changing vowels, and pauses between the words.
std::vector<int16_t> madeUp() {
  constexpr double vowels[][2] = {{700, 1200}, {300, 2300}, {500, 1000}, {350, 800}, {450, 1900}};
  std::vector<int16_t> samples;
  for (int syllable = 0; syllable < 40; ++syllable) {
    const auto& formants = vowels[syllable % 5];
    for (int i = 0; i < kRateHz / 5; ++i) {
      const double t = static_cast<double>(i) / kRateHz;
      double sum = 0;
      for (int harmonic = 1; harmonic < 25; ++harmonic) {
        const double hz = harmonic * (130 + 10 * std::sin(6 * t));
        const double near = 1 / (1 + std::pow((hz - formants[0]) / 120, 2)) + 0.6 / (1 + std::pow((hz - formants[1]) / 160, 2));
        sum += near * std::sin(2 * M_PI * hz * t);
      }
      samples.push_back(saturated(6000 * sum * std::sin(M_PI * 5 * t)));
    }
    if (syllable % 4 == 3) samples.insert(samples.end(), kRateHz / 3, 0);
  }
  return samples;
}

constexpr int kQuiet = 200;

// At the level of talking, measured where somebody talks, and without the silence before the first word.
Speech levelled(std::vector<int16_t> samples) {
  samples.erase(samples.begin(), std::find_if(samples.begin(), samples.end(), [](int16_t sample) { return std::abs(sample) >= kQuiet; }));
  double sum = 0;
  size_t counted = 0;
  for (const int16_t sample : samples) {
    if (std::abs(sample) < kQuiet) continue;
    sum += static_cast<double>(sample) * sample;
    ++counted;
  }
  if (counted == 0) throw std::runtime_error("the test voice is silent");
  const double gain = std::pow(10.0, (kSpeechDbm0 - dbm0Of(sum / static_cast<double>(counted))) / 20);
  for (int16_t& sample : samples) sample = saturated(sample * gain);
  return std::make_shared<const std::vector<int16_t>>(std::move(samples));
}

bool endsWith(const std::string& text, const std::string& end) { return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0; }

}  // namespace

Speech loadSpeech(const std::string& path) {
  if (path.empty()) return levelled(std::ifstream(kDebianSpeech) ? fromG722(contentOf(kDebianSpeech)) : madeUp());
  const std::vector<uint8_t> content = contentOf(path);
  return levelled(endsWith(path, ".g722") ? fromG722(content) : fromWav(path, content));
}

void Voice::addTo(Block& block) {
  for (int16_t& sample : block) {
    sample = saturated(sample + (*speech_)[at_]);
    at_ = (at_ + 1) % speech_->size();
  }
}

}  // namespace partyline::simulator
