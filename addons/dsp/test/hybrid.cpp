#include "hybrid.hpp"

#include <spandsp.h>
#include <spandsp/g168models.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>

#include "../g711.hpp"
#include "../level_meter.hpp"

namespace partyline::dsp::test {
namespace {

template <size_t kCount>
std::vector<double> asVector(const int32_t (&taps)[kCount]) {
  return {std::begin(taps), std::end(taps)};
}

std::vector<double> modelOf(int number) {
  switch (number) {
    case 2: return asVector(line_model_d2_coeffs);
    case 3: return asVector(line_model_d3_coeffs);
    case 4: return asVector(line_model_d4_coeffs);
    case 5: return asVector(line_model_d5_coeffs);
    case 6: return asVector(line_model_d6_coeffs);
    case 7: return asVector(line_model_d7_coeffs);
    case 8: return asVector(line_model_d8_coeffs);
    default: return asVector(line_model_d9_coeffs);
  }
}

double energyOf(const std::vector<double>& samples) {
  double sum = 0;
  for (const double sample : samples) sum += sample * sample;
  return sum;
}

}  // namespace

std::vector<double> echoOf(const Samples& sent, const Hybrid& hybrid) {
  const std::vector<double> taps = modelOf(hybrid.model);
  std::vector<double> echo(sent.size());
  for (size_t i = hybrid.bulk_delay_samples + taps.size(); i < sent.size(); ++i) {
    for (size_t tap = 0; tap < taps.size(); ++tap) echo[i] += taps[tap] * sent[i - hybrid.bulk_delay_samples - tap];
  }
  const double wanted = std::pow(10, -hybrid.return_loss_db / 10) * energyOf({sent.begin(), sent.end()});
  const double gain = std::sqrt(wanted / energyOf(echo));
  for (double& sample : echo) sample *= gain;
  return echo;
}

Samples receivedFrom(const std::vector<double>& echo, const Samples& near, const Hybrid& hybrid) {
  std::mt19937 random(1);
  std::normal_distribution<double> noise(0, std::sqrt(meanSquareOf(static_cast<float>(hybrid.noise_dbm0))));
  Samples received(echo.size());
  for (size_t i = 0; i < echo.size(); ++i) {
    received[i] = static_cast<int16_t>(std::clamp(std::lround(echo[i] + near[i] + noise(random)), -32768L, 32767L));
  }
  return coded(received);
}

Samples coded(Samples samples) {
  std::vector<uint8_t> bytes(samples.size());
  encode(Law::a, bytes.data(), samples.data(), samples.size());
  decode(Law::a, samples.data(), bytes.data(), bytes.size());
  return samples;
}

}  // namespace partyline::dsp::test
