// Cards that are taken out and drivers that fail: one line is gone, others are unharmed.
#include <cerrno>

#include "rig.hpp"

namespace partyline::lines::test {
namespace {

constexpr int kFxs = DAHDI_SIG_FXOKS;

struct TwoPhones : Rig {
  TwoPhones() {
    for (const int channel : {1, 2}) {
      driver.addChannel(channel, kFxs);
      lines.open(static_cast<LineId>(channel), channelOptions(channel));
      lines.setLoopback(static_cast<LineId>(channel), true);
    }
    leg = lines.startLeg(1);
  }

  void checkFirstGone(const char* reason) {
    const auto gone = notes.next<LineGone>();
    CHECK(gone && gone->line == 1);
    CHECK(gone && gone->reason.find(reason) != std::string::npos);
    CHECK(!lines.hasLeg(leg));
    CHECK(!lines.setHook(1, Hook::on));
    CHECK(!lines.stats(1).has_value());
    CHECK_EQ(lines.startLeg(1), 0u);
    driver.say(2, ramp(160, 900));
    CHECK_EQ(driver.written(2, 240).size(), 240u);
    driver.tell(2, DAHDI_EVENT_WINKFLASH);
    CHECK_EQ(notes.next<Flash>()->line, 2u);
  }

  LegId leg = 0;
};

}  // namespace

TEST("a card that is taken out in a call ends the line and its leg, with a reason") {
  TwoPhones rig;
  rig.driver.tell(1, DAHDI_EVENT_REMOVED);
  rig.checkFirstGone("taken out");
}

TEST("a driver that fails in the middle of reading ends its line") {
  for (const int error : {ENODEV, EIO, ENXIO, EINVAL, ENODATA}) {
    TwoPhones rig;
    rig.driver.say(1, {1, 2, 3});
    rig.driver.breakReading(1, error);
    rig.checkFirstGone("failed");
  }
}

TEST("a file that comes to its end ends its line") {
  TwoPhones rig;
  rig.driver.breakReading(1, 0);
  rig.checkFirstGone("failed");
}

TEST("a driver that does not tell what an event is ends its line") {
  TwoPhones rig;
  rig.driver.refuse(DAHDI_GETEVENT, EINVAL);
  rig.driver.tell(1, DAHDI_EVENT_WINKFLASH);
  const auto gone = rig.notes.next<LineGone>();
  CHECK(gone && gone->line == 1);
}

TEST("a driver that tells of events without end ends its line") {
  TwoPhones rig;
  rig.driver.tellForEver(1, DAHDI_EVENT_POLARITY);
  rig.checkFirstGone("more events");
}

TEST("a driver that has nothing and says it has something ends its line") {
  TwoPhones rig;
  rig.driver.tempt(1);
  rig.checkFirstGone("has nothing");
}

TEST("a line whose driver refuses what it is asked for meanwhile stays") {
  TwoPhones rig;
  for (const unsigned long request : {DAHDI_HOOK, DAHDI_FLUSH, DAHDI_BUFFER_EVENTS, DAHDI_SETPOLARITY, DAHDI_ECHOCANCEL, DAHDI_SET_HWGAIN, DAHDI_SETCADENCE,
                                      DAHDI_ONHOOKTRANSFER}) {
    rig.driver.refuse(request, EINVAL);
  }
  rig.lines.setHook(2, Hook::off);
  rig.lines.setPolarity(2, true);
  rig.lines.setEcho(2, false);
  rig.lines.setGain(2, 0, 0);
  rig.lines.ring(2, {{2000, 4000}, {}});
  rig.lines.stopRinging(2);
  rig.driver.say(2, ramp(160, 900));
  CHECK(rig.driver.written(2, 160).size() >= 160);
  rig.driver.tell(2, DAHDI_EVENT_WINKFLASH);
  CHECK(rig.notes.next<Flash>().has_value());
  CHECK(!rig.notes.any<LineGone>());
}

TEST("a dialling that the driver refuses is over at once") {
  Rig rig;
  rig.driver.addChannel(1, DAHDI_SIG_FXSKS);
  rig.driver.refuse(DAHDI_DIAL, EBUSY);
  rig.lines.open(1, channelOptions(1));
  rig.lines.dialPulses(1, "123");
  CHECK(rig.notes.next<Dialled>().has_value());
}

}  // namespace partyline::lines::test
