#include "recording.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>

namespace partyline::bench {
namespace {

constexpr double kFullScale = 32768.0;
constexpr double kToneAmplitude = 9000.0;
constexpr double kSpeechDbov = -26;   // ITU-T P.56's usual level of active speech
constexpr int16_t kSilentBelow = 300;

std::vector<uint8_t> readAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + " is missing: install asterisk-core-sounds-en-g722");
  return {std::istreambuf_iterator<char>(in), {}};
}

// Every second sample behind a half-band filter.
Pcm halveRate(const Pcm& wide) {
  constexpr double kTaps[] = {-1 / 32.0, 0, 9 / 32.0, 16 / 32.0, 9 / 32.0, 0, -1 / 32.0};
  Pcm narrow;
  for (size_t at = 0; at + std::size(kTaps) <= wide.size(); at += 2) {
    double sum = 0;
    for (size_t i = 0; i < std::size(kTaps); ++i) sum += kTaps[i] * wide[at + i];
    narrow.push_back(static_cast<int16_t>(std::clamp(std::lround(sum), -32768L, 32767L)));
  }
  return narrow;
}

// Pauses are left out of the level by leaving out small samples.
void normalise(Pcm& pcm) {
  Pcm active;
  std::copy_if(pcm.begin(), pcm.end(), std::back_inserter(active), [](int16_t s) { return std::abs(s) >= kSilentBelow; });
  if (active.empty()) throw std::runtime_error("the recording is silent");
  const double gain = std::pow(10.0, (kSpeechDbov - levelDbov(active.data(), active.size())) / 20);
  for (auto& sample : pcm) sample = static_cast<int16_t>(std::lround(std::clamp(gain * sample, -kFullScale, kFullScale - 1)));
}

}  // namespace

Pcm loadRecording(const std::string& path, int sample_rate_hz) {
  const auto file = readAll(path);
  Pcm pcm;
  makeDecoder(Codec::g722)->decode(file.data(), static_cast<int>(file.size()), pcm);
  if (sample_rate_hz == 8000) pcm = halveRate(pcm);
  normalise(pcm);
  return pcm;
}

Pcm makeNoise(int samples, double level_dbov) {
  // The RMS of a uniform distribution over [-a, a] is a / sqrt(3).
  const double amplitude = kFullScale * std::pow(10.0, level_dbov / 20) * std::sqrt(3.0);
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform(-amplitude, amplitude);
  Pcm pcm(samples);
  for (auto& sample : pcm) sample = static_cast<int16_t>(std::lround(uniform(random)));
  return pcm;
}

void addTone(Pcm& pcm, size_t at, size_t samples, double samples_per_period) {
  for (size_t i = 0; i < samples; ++i) {
    pcm[at + i] = static_cast<int16_t>(std::lround(kToneAmplitude * std::sin(2 * M_PI * i / samples_per_period)));
  }
}

double levelDbov(const int16_t* pcm, size_t samples) {
  double sum = 0;
  for (size_t i = 0; i < samples; ++i) sum += static_cast<double>(pcm[i]) * pcm[i];
  if (sum == 0) return -127;
  return 10 * std::log10(sum / samples / (kFullScale * kFullScale));
}

}  // namespace partyline::bench
