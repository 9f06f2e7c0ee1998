// A telephone's port and an outside line that are wired to each other: what happens on one is told on the other.
#include <algorithm>
#include <cerrno>

#include "rig.hpp"

namespace partyline::dahdi_kernel {
namespace {

using lines::Hook;

// 0.4 s of ringing, 0.6 s of pause.
const lines::RingOrder kRing{{400, 600}, {}};
// What the telephone does, and what its port takes for a flash.
constexpr uint32_t kFlash_ms = 250, kLongestFlash_ms = 500;
// A sample that µ-law carries as it is.
constexpr int16_t kOfMuLaw = 1980;

struct Pair : Box {
  Pair() {
    lines::LineOptions options;
    options.flash_ms = kLongestFlash_ms;
    for (const int channel : {kFxs, kFxo}) {
      options.device = lines::DahdiDevice{kRoot, channel, dsp::Law::mu};
      lines.open(static_cast<lines::LineId>(channel), options);
    }
  }
  void lift() {
    lines.setHook(kFxo, Hook::off);
    const auto lifted = next<lines::HookChange>(kFxs);
    CHECK(lifted && lifted->off_hook);
  }
  void putDown() {
    lines.setHook(kFxo, Hook::on);
    const auto down = next<lines::HookChange>(kFxs);
    CHECK(down && !down->off_hook);
  }
};

// DAHDI flashes no line that was lifted just now: for 600 ms it waits for the contacts to be quiet. A block is 20 ms.
int flash(lines::ChannelDevice& device) {
  int error = EBUSY;
  for (int blocks = 0; error == EBUSY && blocks < 100 && waitFor(device.fd(), POLLIN); blocks++) {
    int16_t block[dsp::kBlockSamples];
    device.read(block, dsp::kBlockSamples);
    error = device.hook(DAHDI_FLASH);
  }
  return error;
}

}  // namespace

TEST("a handset that is lifted, flashed and put down is told as that") {
  Pair pair;
  pair.lift();
  pair.putDown();
  pair.lines.close(kFxo);
  {
    lines::ChannelDevice fxo(lines::kernel(), {kRoot, kFxo, dsp::Law::mu});
    fxo.setFlashTime(kFlash_ms);
    CHECK_EQ(fxo.hook(DAHDI_OFFHOOK), 0);
    CHECK(pair.next<lines::HookChange>(kFxs).has_value());
    CHECK_EQ(flash(fxo), 0);
    CHECK(pair.next<lines::Flash>(kFxs).has_value());
  }
  const auto down = pair.next<lines::HookChange>(kFxs);
  CHECK(down && !down->off_hook);
}

TEST("a handset that is off its hook when its line is opened is known to be, and putting it down is told") {
  Box box;
  lines::ChannelDevice fxo(lines::kernel(), {kRoot, kOtherFxo, dsp::Law::mu});
  {
    const lines::ChannelDevice fxs(lines::kernel(), {kRoot, kOtherFxs, dsp::Law::mu});
    CHECK_EQ(fxo.hook(DAHDI_OFFHOOK), 0);
    CHECK(waitFor(fxs.fd(), POLLPRI));
  }
  CHECK(box.open(kOtherFxs).off_hook);
  CHECK_EQ(fxo.hook(DAHDI_ONHOOK), 0);
  const auto down = box.next<lines::HookChange>(kOtherFxs);
  CHECK(down && !down->off_hook);
}

TEST("digits that are dialled by pulses are heard one by one, and their end is told to who dials") {
  Pair pair;
  pair.lift();
  CHECK(pair.lines.dialPulses(kFxo, "120"));
  for (const char digit : {'1', '2', '0'}) {
    const auto heard = pair.next<lines::LineDigit>(kFxs);
    CHECK(heard && heard->pulse);
    CHECK_EQ(heard ? heard->digit : '?', digit);
  }
  CHECK(pair.next<lines::Dialled>(kFxo).has_value());
  pair.putDown();
}

TEST("an outside line whose far end hangs up is told as hung up") {
  Pair pair;
  pair.lift();
  CHECK(pair.lines.setHook(kFxs, Hook::off));
  // By then the contacts of the line are quiet: a break before that is none.
  CHECK(pair.lines.dialPulses(kFxo, "1"));
  CHECK(pair.next<lines::Dialled>(kFxo).has_value());
  CHECK(pair.lines.setHook(kFxs, Hook::on));
  const auto hung_up = pair.next<lines::HookChange>(kFxo);
  CHECK(hung_up && !hung_up->off_hook);
  pair.putDown();
}

TEST("each burst of ringing is heard on the outside line until the ringing is stopped") {
  Pair pair;
  CHECK(pair.lines.ring(kFxs, kRing));
  for (int burst = 0; burst < 2; burst++) {
    const auto begins = pair.next<lines::RingBurst>(kFxo);
    CHECK(begins && begins->on);
    const auto ends = pair.next<lines::RingBurst>(kFxo);
    CHECK(ends && !ends->on);
  }
  const auto begins = pair.next<lines::RingerChange>(kFxs);
  CHECK(begins && begins->on);
  const auto ends = pair.next<lines::RingerChange>(kFxs);
  CHECK(ends && !ends->on);
  CHECK(pair.lines.stopRinging(kFxs));
}

TEST("a telephone that is lifted while it rings is told as lifted, and rings no more") {
  Pair pair;
  CHECK(pair.lines.ring(kFxs, kRing));
  CHECK(pair.next<lines::RingBurst>(kFxo).has_value());
  pair.lift();
  while (pair.notes.any<lines::RingerChange>()) {
  }
  // This takes longer than burst and pause together.
  CHECK(pair.lines.dialPulses(kFxo, "11"));
  CHECK(pair.next<lines::Dialled>(kFxo).has_value());
  CHECK(!pair.notes.any<lines::RingerChange>());
  pair.putDown();
}

TEST("what an outside line says to a telephone's port in loopback comes back to it") {
  Box box;
  box.open(kOtherFxs);
  CHECK(box.lines.setLoopback(kOtherFxs, true));
  lines::ChannelDevice fxo(lines::kernel(), {kRoot, kOtherFxo, dsp::Law::mu});
  CHECK_EQ(fxo.hook(DAHDI_OFFHOOK), 0);
  const auto lifted = box.next<lines::HookChange>(kOtherFxs);
  CHECK(lifted && lifted->off_hook);
  int16_t block[dsp::kBlockSamples];
  const std::vector<int16_t> said(dsp::kBlockSamples, kOfMuLaw);
  bool came_back = false;
  for (int blocks = 0; blocks < 250 && !came_back && waitFor(fxo.fd(), POLLIN); blocks++) {
    const auto read = fxo.read(block, dsp::kBlockSamples);
    came_back = read.what == lines::Transfer::done && std::equal(said.begin(), said.end(), block);
    fxo.write(said.data(), said.size());
  }
  CHECK(came_back);
  fxo.hook(DAHDI_ONHOOK);
}

}  // namespace partyline::dahdi_kernel
