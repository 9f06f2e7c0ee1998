// What the box finds, and what it is refused.
#include <sys/ioctl.h>

#include <cerrno>

#include "rig.hpp"

namespace partyline::dahdi_kernel {
namespace {

using lines::ChannelKind;

// A channel's file, without the box's own driver.
class RawChannel {
 public:
  explicit RawChannel(int channel) : file_(lines::kernel().open("/dev/dahdi/channel")), taken_(call(DAHDI_SPECIFY, channel) == 0) {}
  ~RawChannel() { lines::kernel().close(file_); }
  RawChannel(const RawChannel&) = delete;
  RawChannel& operator=(const RawChannel&) = delete;

  bool taken() const { return taken_; }
  // 0 or an errno.
  int call(unsigned long request, int value) const { return ::ioctl(file_, request, &value) == 0 ? 0 : errno; }

 private:
  const int file_;
  const bool taken_;
};

}  // namespace

TEST("the spans and channels that an administrator set up are found, each of its kind") {
  Box box;
  const auto spans = box.lines.spans(kRoot);
  CHECK_EQ(spans.size(), size_t{4});
  const ChannelKind expected[4][4] = {
      {ChannelKind::fxs, ChannelKind::fxs, ChannelKind::fxs, ChannelKind::fxs},
      {ChannelKind::fxo, ChannelKind::fxo, ChannelKind::fxo, ChannelKind::fxo},
      {ChannelKind::bearer, ChannelKind::bearer, ChannelKind::bearer, ChannelKind::data},
      {ChannelKind::bearer, ChannelKind::bearer, ChannelKind::bearer, ChannelKind::data},
  };
  for (size_t span = 0; span < spans.size(); span++) {
    CHECK_EQ(spans[span].span, static_cast<int>(span) + 1);
    CHECK_EQ(spans[span].alarms, 0);
    CHECK_EQ(spans[span].channels.size(), size_t{4});
    for (size_t i = 0; i < spans[span].channels.size(); i++) {
      CHECK(spans[span].channels[i].kind == expected[span][i]);
      CHECK_EQ(spans[span].channels[i].channel, static_cast<int>(4 * span + i) + 1);
      CHECK_EQ(spans[span].channels[i].position, static_cast<int>(i) + 1);
    }
  }
}

TEST("a channel that another program has is refused, and can be had when that lets go") {
  Box box;
  {
    const RawChannel other(kFxs);
    CHECK(other.taken());
    CHECK_EQ(codeOf([&] { box.open(kFxs); }), std::string("DEVICE_IN_USE"));
  }
  CHECK_EQ(codeOf([&] { box.open(kFxs); }), std::string("nothing"));
  CHECK(!RawChannel(kFxs).taken());
  box.lines.close(kFxs);
  CHECK(RawChannel(kFxs).taken());
}

TEST("a channel that does not exist is refused, and a D channel is no line") {
  Box box;
  CHECK_EQ(codeOf([&] { box.open(900); }), std::string("NO_DEVICE"));
  CHECK_EQ(codeOf([&] { box.open(kSignalling); }), std::string("NO_DEVICE"));
}

TEST("without a tone detector in the driver the box hears digits itself") {
  CHECK_EQ(RawChannel(kFxs).call(DAHDI_TONEDETECT, DAHDI_TONEDETECT_ON | DAHDI_TONEDETECT_MUTE), ENOTTY);
  Box box;
  CHECK(box.open(kFxs).digits == lines::DigitHearing::software);
  CHECK(box.open(kFxo).digits == lines::DigitHearing::software);
}

TEST("the canceller that is attached to a channel is used, and where there is none the box has its own") {
  Box box;
  CHECK(box.open(kFxs).echo == lines::EchoCancelling::kernel);
  CHECK(box.open(kOtherFxs).echo == lines::EchoCancelling::software);
}

}  // namespace partyline::dahdi_kernel
