// Digital spans as a program sees them.
#include <dahdi/user.h>
#include <poll.h>

#include <array>
#include <cerrno>

#include "check.hpp"
#include "rig.hpp"

namespace partyline::simulator::test {

namespace {

constexpr int kData = 20;
constexpr int kBearer = 5;

Json alarms(const Rig& rig, Json list) { return rig.ask({{"do", "span-alarms"}, {"span", "span-2"}, {"alarms", std::move(list)}}); }

// ITU-T V.42 8.1.1.6.1: over a whole frame with its own check sequence this is left.
bool hasGoodCheck(const uint8_t* frame, int bytes) {
  uint16_t check = 0xffff;
  for (int i = 0; i < bytes; ++i) {
    check ^= frame[i];
    for (int bit = 0; bit < 8; ++bit) check = static_cast<uint16_t>(check & 1 ? (check >> 1) ^ 0x8408 : check >> 1);
  }
  return check == 0xf0b8;
}

}  // namespace

TEST("the exchange's frames come whole, each with its check sequence") {
  const Rig rig;
  const Device data(rig, kData);
  std::array<uint8_t, 1024> frame{};
  CHECK(data.poll(POLLIN, 10000) & POLLIN);
  const int bytes = data.read(frame.data(), frame.size());
  CHECK(bytes >= 5);
  CHECK(hasGoodCheck(frame.data(), bytes));
}

TEST("a broken frame is an event, and no frame") {
  const Rig rig;
  const Device data(rig, kData);
  CHECK_EQ(rig.ask({{"do", "span-bad-frame"}, {"span", "span-2"}, {"kind", "fcs"}})["ok"], true);
  CHECK(data.waitForEvent(DAHDI_EVENT_BADFCS));
  CHECK_EQ(rig.ask({{"do", "span-bad-frame"}, {"span", "span-2"}, {"kind", "abort"}})["ok"], true);
  CHECK(data.waitForEvent(DAHDI_EVENT_ABORT));
}

TEST("an alarm of the span is told on each of its channels, and so is its end") {
  const Rig rig;
  const Device bearer(rig, kBearer), data(rig, kData), ctl(rig, 0, Device::Mode::never_waits, "ctl");
  CHECK_EQ(alarms(rig, {"red"})["ok"], true);
  CHECK(bearer.waitForEvent(DAHDI_EVENT_ALARM));
  CHECK(data.waitForEvent(DAHDI_EVENT_ALARM));
  dahdi_spaninfo span{};
  span.spanno = 2;
  CHECK_EQ(ctl.control(DAHDI_SPANSTAT, &span), 0);
  CHECK_EQ(span.alarms, DAHDI_ALARM_RED);
  alarms(rig, {"red", "yellow"});
  alarms(rig, Json::array());
  CHECK_EQ(bearer.nextEvent(), DAHDI_EVENT_NOALARM);
}

TEST("a bearer channel has no hook, and no linear samples before it is in audio mode") {
  const Rig rig;
  const Device bearer(rig, kBearer);
  CHECK_EQ(bearer.control(DAHDI_HOOK, DAHDI_OFFHOOK), EINVAL);
  CHECK_EQ(bearer.control(DAHDI_SETLINEAR, 1), EINVAL);
  CHECK_EQ(bearer.control(DAHDI_AUDIOMODE, 1), 0);
  CHECK_EQ(bearer.control(DAHDI_SETLINEAR, 1), 0);
  CHECK_EQ(bearer.control(DAHDI_ECHOCANCEL, 128), ENODEV);
}

}  // namespace partyline::simulator::test
