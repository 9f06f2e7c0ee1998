// What a caller on Opus hears: tones at their level, lost packets concealed, packets of every duration.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "../opus_coder.hpp"

namespace {

using partyline::sip::OpusCoder;
using partyline::sip::OpusSettings;
using Samples = std::vector<int16_t>;
using Packet = std::vector<uint8_t>;

constexpr double kTwoPi = 6.283185307179586;
constexpr size_t kFrame = 960;
constexpr int kFrames = 200;
constexpr size_t kSettled = 20 * kFrame;

int failures = 0;

void check(bool holds, const std::string& sentence) {
  if (holds) return;
  failures++;
  std::printf("not ok: %s\n", sentence.c_str());
}

Samples tone(double frequency_hz, double amplitude) {
  Samples samples(kFrame * kFrames);
  for (size_t i = 0; i < samples.size(); i++) {
    samples[i] = static_cast<int16_t>(std::lrint(amplitude * std::sin(kTwoPi * frequency_hz * static_cast<double>(i) / 48000)));
  }
  return samples;
}

bool never(int) { return false; }
bool oneInTwenty(int frame) { return frame % 20 == 13; }

// All frames through one coder and back; those that `lost` names are concealed.
Samples through(OpusCoder& coder, const Samples& in, bool (*lost)(int)) {
  Samples out(in.size());
  uint8_t packet[1500];
  for (int i = 0; i < kFrames; i++) {
    const size_t bytes = coder.encode(&in[i * kFrame], kFrame, packet, sizeof packet);
    int16_t* to = &out[i * kFrame];
    const size_t count = lost(i) ? coder.conceal(to, kFrame) : coder.decode(packet, bytes, to, kFrame);
    check(count == kFrame, "every frame gives 20 ms");
  }
  return out;
}

// Of one frequency alone, by correlation with it.
double levelDb(const Samples& samples, double frequency_hz) {
  double sine = 0;
  double cosine = 0;
  for (size_t i = kSettled; i < samples.size(); i++) {
    const double phase = kTwoPi * frequency_hz * static_cast<double>(i) / 48000;
    sine += samples[i] * std::sin(phase);
    cosine += samples[i] * std::cos(phase);
  }
  return 20 * std::log10(2 * std::hypot(sine, cosine) / static_cast<double>(samples.size() - kSettled));
}

int greatestStep(const Samples& samples) {
  int greatest = 0;
  for (size_t i = kSettled; i < samples.size(); i++) greatest = std::max(greatest, std::abs(samples[i] - samples[i - 1]));
  return greatest;
}

void tonesKeepTheirLevel() {
  for (const double frequency_hz : {1000.0, 10000.0}) {
    const auto coder = OpusCoder::create({});
    const Samples in = tone(frequency_hz, 8000);
    const double change_db = levelDb(through(*coder, in, never), frequency_hz) - levelDb(in, frequency_hz);
    check(std::abs(change_db) < 0.5, "a tone of " + std::to_string(frequency_hz) + " Hz changes by " + std::to_string(change_db) + " dB");
  }
}

void lossIsConcealed() {
  const auto coder = OpusCoder::create({});
  const Samples in = tone(1000, 8000);
  const Samples out = through(*coder, in, oneInTwenty);
  check(greatestStep(out) < 2 * greatestStep(in), "a lost packet makes a step of " + std::to_string(greatestStep(out)));
  int least_peak = 8000;
  for (int i = 20; i < kFrames; i++) {
    const auto [low, high] = std::minmax_element(&out[i * kFrame], &out[i * kFrame] + kFrame);
    least_peak = std::min(least_peak, std::max(-*low, +*high));
  }
  check(least_peak > 3000, "a lost packet leaves a gap with a peak of " + std::to_string(least_peak));
}

void packetsOfEveryDurationAreCut() {
  struct Row {
    size_t packet_samples;
    int count;
    int samples_a_piece;
  };
  for (const Row& row : {Row{120, 1, 120}, {240, 1, 240}, {480, 1, 480}, {960, 1, 960}, {1920, 2, 960}, {2880, 3, 960}, {5760, 6, 960}}) {
    const auto coder = OpusCoder::create({});
    const Samples in = tone(1000, 8000);
    Packet packet(1500);
    packet.resize(coder->encode(in.data(), row.packet_samples, packet.data(), packet.size()));
    const auto pieces = coder->cut(packet.data(), packet.size());
    const std::string title = std::to_string(row.packet_samples) + " samples: ";
    check(pieces && pieces->count == row.count && pieces->samples_a_piece == row.samples_a_piece, title + "cut as expected");
    size_t decoded = 0;
    for (int i = 0; pieces && i < pieces->count; i++) {
      uint8_t piece[1500];
      int16_t heard[5760];
      decoded += coder->decode(piece, coder->piece(*pieces, i, piece, sizeof piece), heard, 5760);
    }
    check(decoded == row.packet_samples, title + "nothing is lost by cutting");
  }
}

void settingsOfTheFarEndAreTaken() {
  for (const unsigned bit_rate : {1u, 6000u, 16000u, 32000u, 4000000u}) {
    const auto coder = OpusCoder::create({48000, bit_rate, true});
    const Samples in = tone(440, 8000);
    uint8_t packet[1500];
    size_t bytes = 0;
    for (int i = 0; i < kFrames; i++) bytes += coder->encode(&in[i * kFrame], kFrame, packet, sizeof packet);
    const double sent = static_cast<double>(bytes) * 8 * 50 / kFrames;
    const double allowed = std::max(6000.0, static_cast<double>(bit_rate));
    check(sent <= allowed * 1.02, "at most " + std::to_string(bit_rate) + " bit/s are sent, not " + std::to_string(sent));
  }
  for (const unsigned rate_hz : {8000u, 12000u, 16000u, 24000u, 48000u}) check(OpusCoder::create({rate_hz, 0, false}) != nullptr, "rates of RFC 7587");
  check(OpusCoder::create({44100, 0, false}) == nullptr, "44.1 kHz is no rate of Opus");
}

void garbageIsRefused() {
  const auto coder = OpusCoder::create({});
  uint32_t noise = 1;
  for (int round = 0; round < 20000; round++) {
    Packet packet(static_cast<size_t>(round % 97));
    for (uint8_t& byte : packet) byte = static_cast<uint8_t>((noise = noise * 1664525 + 1013904223) >> 24);
    const auto pieces = coder->cut(packet.data(), packet.size());
    for (int i = 0; pieces && i < pieces->count; i++) {
      uint8_t piece[200];
      int16_t heard[kFrame];
      const size_t bytes = coder->piece(*pieces, i, piece, sizeof piece);
      check(coder->decode(piece, bytes, heard, kFrame) <= kFrame, "garbage gives no more than there is room for");
    }
  }
  check(!coder->cut(nullptr, 0), "an empty packet is no Opus packet");
}

}  // namespace

int main() {
  tonesKeepTheirLevel();
  lossIsConcealed();
  packetsOfEveryDurationAreCut();
  settingsOfTheFarEndAreTaken();
  garbageIsRefused();
  if (failures == 0) std::printf("ok\n");
  return failures == 0 ? 0 : 1;
}
