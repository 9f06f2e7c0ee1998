// What comes of opening a channel, or of asking for all.
#include <cerrno>

#include "rig.hpp"

namespace partyline::lines::test {
namespace {

constexpr int kFxs = DAHDI_SIG_FXOKS;
constexpr int kFxo = DAHDI_SIG_FXSKS;

LineFacts openOne(Rig& rig, int signalling) {
  rig.driver.addChannel(1, signalling);
  return rig.lines.open(1, channelOptions(1));
}

}  // namespace

TEST("opening a channel without a driver, a right or a channel is refused with what it is") {
  constexpr struct {
    int error;
    const char* code;
  } kCases[] = {{ENOENT, "NO_DRIVER"}, {ENXIO, "NO_DRIVER"}, {ENODEV, "NO_DRIVER"}, {ENOTCONN, "NO_DRIVER"},
                {EACCES, "NO_PERMISSION"}, {EPERM, "NO_PERMISSION"}, {EBUSY, "DEVICE_IN_USE"}, {EIO, "BAD_DRIVER"}};
  for (const auto& each : kCases) {
    Rig rig;
    rig.driver.addChannel(1, kFxs);
    rig.driver.failOpen(each.error);
    CHECK_EQ(codeOf([&] { rig.lines.open(1, channelOptions(1)); }), std::string(each.code));
    CHECK_EQ(codeOf([&] { rig.lines.spans("/fake"); }), std::string(each.code));
  }
}

TEST("a channel that is not there, or is somebody else's, is refused and can be opened later") {
  Rig rig;
  rig.driver.addChannel(1, kFxs);
  CHECK_EQ(codeOf([&] { rig.lines.open(1, channelOptions(2)); }), std::string("NO_DEVICE"));
  rig.lines.open(1, channelOptions(1));
  CHECK_EQ(codeOf([&] { rig.lines.open(2, channelOptions(1)); }), std::string("DEVICE_IN_USE"));
  rig.lines.close(1);
  CHECK_EQ(codeOf([&] { rig.lines.open(3, channelOptions(1)); }), std::string("nothing"));
}

TEST("a driver that refuses what no line can be without is refused, and its file is closed") {
  for (const unsigned long request : {static_cast<unsigned long>(DAHDI_GET_PARAMS), static_cast<unsigned long>(DAHDI_SET_BUFINFO)}) {
    for (const int error : {EINVAL, ENOTTY, EIO, ENOSYS}) {
      Rig rig;
      rig.driver.addChannel(1, kFxs);
      rig.driver.refuse(request, error);
      CHECK_EQ(codeOf([&] { rig.lines.open(1, channelOptions(1)); }), std::string("BAD_DRIVER"));
      CHECK(!rig.driver.isOpen(1));
    }
  }
  for (const unsigned long request : {static_cast<unsigned long>(DAHDI_AUDIOMODE), static_cast<unsigned long>(DAHDI_SETLAW)}) {
    Rig rig;
    rig.driver.addChannel(1, DAHDI_SIG_CLEAR);
    rig.driver.refuse(request, EINVAL);
    CHECK_EQ(codeOf([&] { rig.lines.open(1, channelOptions(1)); }), std::string("BAD_DRIVER"));
  }
}

TEST("a driver that does not know what a channel is is refused") {
  Rig rig;
  rig.driver.addChannel(1, kFxs);
  rig.driver.refuse(DAHDI_SPECIFY, ENOTTY);
  CHECK_EQ(codeOf([&] { rig.lines.open(1, channelOptions(1)); }), std::string("BAD_DRIVER"));
  rig.driver.refuse(DAHDI_SPANSTAT, ENOTTY);
  CHECK_EQ(codeOf([&] { rig.lines.spans("/fake"); }), std::string("BAD_DRIVER"));
}

TEST("a driver that gives another channel than was asked for is refused") {
  Rig rig;
  rig.driver.addChannel(1, kFxs);
  rig.driver.pretendNumber(7);
  CHECK_EQ(codeOf([&] { rig.lines.open(1, channelOptions(1)); }), std::string("BAD_DRIVER"));
}

TEST("a D channel is no line") {
  Rig rig;
  CHECK_EQ(codeOf([&] { openOne(rig, DAHDI_SIG_HDLCFCS); }), std::string("NO_DEVICE"));
}

TEST("the kind of a port is the opposite of its signalling") {
  Rig phone, outside, bearer;
  CHECK(openOne(phone, kFxs).kind == LineKind::fxs);
  CHECK(openOne(outside, kFxo).kind == LineKind::fxo);
  CHECK(openOne(bearer, DAHDI_SIG_CLEAR).kind == LineKind::bearer);
}

TEST("digits are the box's own where the card has no detector, or is not to use it") {
  for (const int error : {ENOTTY, ENOSYS, EINVAL}) {
    Rig rig;
    rig.driver.refuse(DAHDI_TONEDETECT, error);
    CHECK(openOne(rig, kFxs).digits == DigitHearing::software);
  }
  Rig able, unwanted;
  CHECK(openOne(able, kFxs).digits == DigitHearing::hardware);
  unwanted.driver.addChannel(1, kFxs);
  LineOptions options = channelOptions(1);
  options.hardware_digits = false;
  CHECK(unwanted.lines.open(1, options).digits == DigitHearing::software);
  CHECK(unwanted.driver.wasAsked(1, DAHDI_TONEDETECT, 0));
}

TEST("echo is cancelled by whoever can, and a canceller that is only pretended is found out") {
  Rig kernel, none, pretended, off;
  CHECK(openOne(kernel, kFxo).echo == EchoCancelling::kernel);
  none.driver.refuse(DAHDI_ECHOCANCEL, ENODEV);
  CHECK(openOne(none, kFxo).echo == EchoCancelling::software);
  pretended.driver.refuse(DAHDI_ECHOCANCEL_FAX_MODE, EINVAL);
  CHECK(openOne(pretended, kFxo).echo == EchoCancelling::software);
  off.driver.addChannel(1, kFxo);
  LineOptions options = channelOptions(1);
  options.cancel_echo = false;
  CHECK(off.lines.open(1, options).echo == EchoCancelling::none);
  CHECK(off.driver.wasAsked(1, DAHDI_ECHOCANCEL, 0));
}

TEST("an outside line without battery is known at its opening") {
  Rig rig;
  rig.driver.addChannel(1, kFxo);
  rig.driver.setChannelAlarms(1, DAHDI_ALARM_RED);
  const LineFacts facts = rig.lines.open(1, channelOptions(1));
  CHECK(!facts.battery);
  CHECK(hasAlarm(facts.alarms, Alarm::red));
}

TEST("spans are found with their channels, their alarms and their clock, and later changes of alarms are told") {
  Rig rig;
  rig.driver.addChannel(1, kFxs);
  rig.driver.setSpan(1, "E1", DAHDI_ALARM_RED, 1);
  rig.driver.setSpan(2, "FXS", 0, 0);
  const auto spans = rig.lines.spans("/fake");
  CHECK_EQ(spans.size(), 2u);
  CHECK(spans[0].type == SpanType::e1 && spans[0].line_clock && hasAlarm(spans[0].alarms, Alarm::red));
  CHECK_EQ(spans[0].channels.size(), 1u);
  CHECK(spans[1].type == SpanType::analog && !spans[1].line_clock && spans[1].channels.empty());
  rig.driver.setSpan(1, "E1", 0, 1);
  const auto change = rig.notes.next<SpanAlarmChange>();
  CHECK(change && change->span == 1 && change->alarms == 0);
}

}  // namespace partyline::lines::test
