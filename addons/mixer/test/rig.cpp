#include "rig.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

namespace partyline::mixer::test {

constexpr double kTwoPi = 6.283185307179586;

Signal sine(double hz, double amplitude, int rate_hz) {
  return [=](uint64_t n) {
    const double turns = hz * static_cast<double>(n) / rate_hz;
    return static_cast<int16_t>(std::lround(amplitude * std::sin(kTwoPi * (turns - std::floor(turns)))));
  };
}

Signal noise(double rms, unsigned seed) {
  auto random = std::make_shared<std::minstd_rand>(seed);
  return [=](uint64_t) { return static_cast<int16_t>(std::normal_distribution<double>(0, rms)(*random)); };
}

Signal zero() {
  return [](uint64_t) { return static_cast<int16_t>(0); };
}

Received FakePort::read(int16_t* frame) noexcept {
  if (!signal) {
    position += static_cast<uint64_t>(samples());
    return Received::nothing;
  }
  for (int i = 0; i < samples(); ++i) frame[i] = signal(position++);
  said.insert(said.end(), frame, frame + samples());
  return Received::audio;
}

void FakePort::write(const int16_t* frame) noexcept { heard.insert(heard.end(), frame, frame + samples()); }

std::shared_ptr<FakePort> Rig::join(SeatId id, int rate_hz, Signal signal, SeatOptions options) {
  auto port = std::make_shared<FakePort>(rate_hz, std::move(signal));
  mixer.addSeat(id, port, options);
  mixer.enter(id, 1);
  return port;
}

void Rig::tick(int times) {
  for (int i = 0; i < times; ++i) mixer.tick();
}

bool isComfort(const int16_t* frame, int samples) {
  const float level = dbov(meanSquare({frame, samples}));
  return level > -69 && level < -63;
}

double sineDefect(Heard heard, double hz, int rate_hz) {
  const auto [samples, count] = heard;
  const double factor = 2 * std::cos(kTwoPi * hz / rate_hz);
  double worst = 0;
  for (size_t i = 2; i < count; ++i) worst = std::max(worst, std::fabs(samples[i] - factor * samples[i - 1] + samples[i - 2]));
  return worst;
}

double amplitudeAt(Heard heard, double hz, int rate_hz) {
  const auto [samples, count] = heard;
  double re = 0, im = 0;
  for (size_t i = 0; i < count; ++i) {
    const double phase = kTwoPi * hz * static_cast<double>(i) / rate_hz;
    re += samples[i] * std::cos(phase);
    im += samples[i] * std::sin(phase);
  }
  return 2 * std::sqrt(re * re + im * im) / static_cast<double>(count);
}

namespace {

struct TemporaryFolders {
  std::vector<std::string> paths;
  ~TemporaryFolders() {
    for (const std::string& path : paths) std::filesystem::remove_all(path);
  }
};

TemporaryFolders& folders() {
  static TemporaryFolders all;
  return all;
}

}  // namespace

std::string temporaryFolder() {
  char pattern[] = "/tmp/mixer-test-XXXXXX";
  if (!mkdtemp(pattern)) throw std::runtime_error("mkdtemp");
  folders().paths.push_back(pattern);
  return pattern;
}

void writeWav(const std::string& path, int rate_hz, const std::vector<int16_t>& samples) {
  std::ofstream file(path, std::ios::binary);
  const auto put = [&](uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) file.put(static_cast<char>(value >> (8 * i)));
  };
  const auto bytes = static_cast<uint32_t>(samples.size() * 2);
  file << "RIFF";
  put(36 + bytes, 4);
  file << "WAVEfmt ";
  put(16, 4), put(1, 2), put(1, 2), put(static_cast<uint32_t>(rate_hz), 4), put(static_cast<uint32_t>(rate_hz) * 2, 4), put(2, 2), put(16, 2);
  file << "data";
  put(bytes, 4);
  for (const int16_t sample : samples) put(static_cast<uint16_t>(sample), 2);
}

}  // namespace partyline::mixer::test
