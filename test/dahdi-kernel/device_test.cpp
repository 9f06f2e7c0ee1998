// A pair of channels by their files alone: blocks, and events that are in their way.
#include <algorithm>

#include "rig.hpp"

namespace partyline::dahdi_kernel {
namespace {

using lines::ChannelDevice;
using lines::Transfer;
using Samples = std::vector<int16_t>;

constexpr size_t kBlocks = 25;

// Noise that µ-law carries as it is, another one for each seed. Without its negative end, which DAHDI never sends (it would be all
// zeros on the line).
Samples noise(uint32_t seed) {
  std::vector<uint8_t> coded(kBlocks * dsp::kBlockSamples);
  for (uint8_t& each : coded) {
    seed = seed * 1664525 + 1013904223;
    each = static_cast<uint8_t>(seed >> 24 | 0x80);
  }
  Samples samples(coded.size());
  dsp::decode(dsp::Law::mu, samples.data(), coded.data(), coded.size());
  return samples;
}

// One end of a pair that says something, again and again, and keeps what it hears.
struct End {
  End(int channel, uint32_t seed) : device(lines::kernel(), {kRoot, channel, dsp::Law::mu}), said(noise(seed)) {}

  void turn() {
    int16_t block[dsp::kBlockSamples];
    const auto read = device.read(block, dsp::kBlockSamples);
    if (read.what == Transfer::event) return drain();
    if (read.what != Transfer::done) return;
    shortest = std::min(shortest, read.count);
    heard.insert(heard.end(), block, block + read.count);
    device.write(&said[at % said.size()], dsp::kBlockSamples);
    at += dsp::kBlockSamples;
  }
  void drain() {
    for (int event = 1; event != DAHDI_EVENT_NONE && device.nextEvent(event) == 0;) {
    }
  }
  bool hears(const Samples& wanted) const { return std::search(heard.begin(), heard.end(), wanted.begin(), wanted.end()) != heard.end(); }

  ChannelDevice device;
  const Samples said;
  Samples heard;
  size_t at = 0, shortest = dsp::kBlockSamples;
};

// Until each has heard so many blocks.
void talk(End& one, End& other, size_t blocks) {
  while (std::min(one.heard.size(), other.heard.size()) < blocks * dsp::kBlockSamples) {
    pollfd files[] = {{one.device.fd(), POLLIN | POLLPRI, 0}, {other.device.fd(), POLLIN | POLLPRI, 0}};
    if (::poll(files, 2, 10000) <= 0) return;
    if (files[0].revents != 0) one.turn();
    if (files[1].revents != 0) other.turn();
  }
}

// Ten blocks in a row from the middle of what was said.
Samples middleOf(const Samples& said) { return {said.begin() + 5 * dsp::kBlockSamples, said.begin() + 15 * dsp::kBlockSamples}; }

void checkBothWays(End& one, End& other) {
  talk(one, other, 4 * kBlocks);
  CHECK_EQ(one.shortest, dsp::kBlockSamples);
  CHECK_EQ(other.shortest, dsp::kBlockSamples);
  CHECK(one.hears(middleOf(other.said)));
  CHECK(other.hears(middleOf(one.said)));
}

}  // namespace

TEST("speech goes both ways between a telephone's port and an outside line, in blocks of 20 ms") {
  End fxs(kOtherFxs, 1), fxo(kOtherFxo, 2);
  CHECK_EQ(fxo.device.hook(DAHDI_OFFHOOK), 0);
  checkBothWays(fxs, fxo);
  CHECK_EQ(fxo.device.hook(DAHDI_ONHOOK), 0);
}

TEST("speech goes both ways between two bearer channels") {
  End one(kBearer, 3), other(kOtherBearer, 4);
  checkBothWays(one, other);
}

TEST("a driver that has an event gives and takes no blocks until it is taken") {
  End fxs(kOtherFxs, 1), fxo(kOtherFxo, 2);
  fxs.drain();
  int16_t block[dsp::kBlockSamples] = {};
  int event = 0;
  CHECK_EQ(fxo.device.hook(DAHDI_OFFHOOK), 0);
  CHECK(waitFor(fxs.device.fd(), POLLPRI));
  CHECK(fxs.device.read(block, dsp::kBlockSamples).what == Transfer::event);
  CHECK(fxs.device.write(block, dsp::kBlockSamples).what == Transfer::event);
  CHECK_EQ(fxs.device.nextEvent(event), 0);
  CHECK_EQ(event, DAHDI_EVENT_RINGOFFHOOK);
  CHECK_EQ(fxs.device.nextEvent(event), 0);
  CHECK_EQ(event, DAHDI_EVENT_NONE);
  CHECK(waitFor(fxs.device.fd(), POLLIN));
  CHECK(fxs.device.read(block, dsp::kBlockSamples).what == Transfer::done);
  CHECK(fxs.device.write(block, dsp::kBlockSamples).what == Transfer::done);
  fxo.device.hook(DAHDI_ONHOOK);
}

}  // namespace partyline::dahdi_kernel
