#include "hybrid.hpp"

#include <algorithm>
#include <cmath>

#include "level.hpp"

namespace partyline::simulator {

namespace {

struct Shape {
  int delay_samples;
  int length_samples;
  double decay;      // per sample
  double hz;         // of the oscillation
  double second_hz;  // a second reflection's
  int second_at;     // samples after the first; 0: there is none
};

// From a short local loop to one with a second reflection late in its tail.
constexpr Shape kShapes[kHybridModels] = {
    {2, 32, 0.82, 1000, 0, 0},    {4, 48, 0.86, 1350, 0, 0},     {8, 64, 0.90, 800, 0, 0},      {5, 80, 0.91, 1700, 2400, 30},
    {12, 96, 0.93, 600, 0, 0},    {10, 96, 0.92, 2100, 900, 44}, {16, 112, 0.94, 1200, 0, 0},   {6, 128, 0.93, 950, 1500, 70},
};

// The loss averaged over the telephone band is what ITU-T G.122 calls echo return loss.
double powerGain(const std::vector<double>& path) {
  double sum = 0;
  int counted = 0;
  for (double hz = 300; hz <= 3400; hz += 50, ++counted) {
    double real = 0, imaginary = 0;
    for (size_t i = 0; i < path.size(); ++i) {
      real += path[i] * std::cos(2 * M_PI * hz * static_cast<double>(i) / kRateHz);
      imaginary += path[i] * std::sin(2 * M_PI * hz * static_cast<double>(i) / kRateHz);
    }
    sum += real * real + imaginary * imaginary;
  }
  return sum / counted;
}

std::vector<double> pathOf(const Shape& shape) {
  std::vector<double> path(static_cast<size_t>(shape.delay_samples + shape.length_samples));
  const auto reflect = [&](int from, double hz, double size) {
    for (int i = from; i < shape.length_samples; ++i) {
      const double t = i - from;
      path[static_cast<size_t>(shape.delay_samples + i)] += size * std::pow(shape.decay, t) * std::cos(2 * M_PI * hz * t / kRateHz + 0.6);
    }
  };
  reflect(0, shape.hz, 1);
  if (shape.second_at > 0) reflect(shape.second_at, shape.second_hz, -0.5);
  return path;
}

}  // namespace

Hybrid::Hybrid(int model, double echo_return_loss_db) {
  if (echo_return_loss_db >= kNoEcho_db) return;
  path_ = pathOf(kShapes[model - 1]);
  const double scale = std::sqrt(std::pow(10.0, -echo_return_loss_db / 10) / powerGain(path_));
  for (double& tap : path_) tap *= scale;
  sent_.assign(path_.size() - 1, 0);
}

void Hybrid::addEcho(const Block& sent, Block& received) {
  if (path_.empty()) return;
  const size_t before = path_.size() - 1;
  sent_.insert(sent_.end(), sent.begin(), sent.end());
  for (size_t i = 0; i < received.size(); ++i) {
    double echo = 0;
    for (size_t tap = 0; tap < path_.size(); ++tap) echo += path_[tap] * sent_[before + i - tap];
    received[i] = saturated(received[i] + echo);
  }
  sent_.erase(sent_.begin(), sent_.begin() + kBlockSamples);
}

}  // namespace partyline::simulator
