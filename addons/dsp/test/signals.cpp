#include "signals.hpp"

#include <spandsp.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>

#include "../level_meter.hpp"

namespace partyline::dsp::test {
namespace {

constexpr double kTurn = 6.283185307179586;
const std::filesystem::path kVoices = "/usr/share/asterisk/sounds";

struct Fit {
  double rest;
  double sine;
};

// Least squares of a sine and a cosine.
Fit fit(const Samples& samples, double hz) {
  double ss = 0, cc = 0, sc = 0, xs = 0, xc = 0, xx = 0;
  for (size_t i = 0; i < samples.size(); ++i) {
    const double phase = kTurn * hz / 8000 * static_cast<double>(i), x = samples[i];
    const double s = std::sin(phase), c = std::cos(phase);
    ss += s * s, cc += c * c, sc += s * c, xs += x * s, xc += x * c, xx += x * x;
  }
  const double determinant = ss * cc - sc * sc;
  const double a = (xs * cc - xc * sc) / determinant, b = (xc * ss - xs * sc) / determinant;
  const double sine = a * xs + b * xc;
  return {xx - sine, sine};
}

Samples g722File(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  std::unique_ptr<g722_decode_state_t, int (*)(g722_decode_state_t*)> decoder(g722_decode_init(nullptr, 64000, G722_SAMPLE_RATE_8000), g722_decode_free);
  Samples samples(bytes.size() + 1);
  samples.resize(static_cast<size_t>(g722_decode(decoder.get(), samples.data(), reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size()))));
  return samples;
}

Samples folder(const std::filesystem::path& path, size_t seconds) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.path().extension() == ".g722" && entry.path().string().find("silence") == std::string::npos) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Samples all;
  for (size_t i = 0; i < files.size() && all.size() < seconds * 8000; ++i) {
    const Samples one = g722File(files[i]);
    all.insert(all.end(), one.begin(), one.end());
  }
  all.resize(std::min(all.size(), seconds * 8000));
  return all;
}

}  // namespace

Samples speech(const char* voice, size_t seconds) { return folder(kVoices / voice, seconds); }
Samples recording(const std::string& name) { return g722File(kVoices / (name + ".g722")); }
Samples music(size_t seconds) { return folder("/usr/share/asterisk/moh", seconds); }

void addNoise(Samples& samples, double level_dbm0, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> noise(0, std::sqrt(meanSquareOf(static_cast<float>(level_dbm0))));
  for (int16_t& sample : samples) sample = static_cast<int16_t>(std::clamp(sample + noise(random), -32768.0, 32767.0));
}

void setLevel(Samples& samples, double level_dbm0) {
  const double gain = std::pow(10, (level_dbm0 - dbm0(samples, 0, samples.size())) / 20);
  for (int16_t& sample : samples) sample = static_cast<int16_t>(std::clamp(sample * gain, -32768.0, 32767.0));
}

double sineToRest_db(const Samples& samples, double near_hz) {
  double hz = near_hz;
  for (double step = near_hz * 0.0005; step > near_hz * 1e-8; step /= 2) {
    const double here = fit(samples, hz).rest;
    if (fit(samples, hz + step).rest < here) hz += step;
    else if (fit(samples, hz - step).rest < here) hz -= step;
  }
  const Fit best = fit(samples, hz);
  return 10 * std::log10(best.sine / best.rest);
}

double dbm0(const Samples& samples, size_t from, size_t count) {
  double sum = 0;
  for (size_t i = from; i < from + count; ++i) sum += static_cast<double>(samples[i]) * samples[i];
  return dbm0Of(static_cast<float>(sum / static_cast<double>(count)));
}

}  // namespace partyline::dsp::test
