// Telephones at FXS ports and lines at FXO ports, as a program sees them.
#include <dahdi/user.h>
#include <poll.h>

#include <array>
#include <cerrno>

#include "../audio/caller_id.hpp"
#include "check.hpp"
#include "rig.hpp"

namespace partyline::simulator::test {

namespace {

void setFlashTime(const Device& device, int ms) {
  dahdi_params params{};
  CHECK_EQ(device.control(DAHDI_GET_PARAMS, &params), 0);
  params.rxflashtime = ms;
  CHECK_EQ(device.control(DAHDI_SET_PARAMS, &params), 0);
}

bool isOk(const Json& answer) { return answer["ok"] == true; }

}  // namespace

TEST("reading and writing wait until the program has taken the event that somebody lifted") {
  const Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  CHECK(isOk(rig.ask({{"do", "lift"}, {"phone", "handset-1"}})));
  CHECK(device.poll(POLLPRI, 2000) & POLLPRI);
  std::array<int16_t, 160> block{};
  CHECK_EQ(device.read(block.data(), sizeof block), -ELAST);
  CHECK_EQ(device.write(block.data(), sizeof block), -ELAST);
  CHECK_EQ(device.value(DAHDI_GETEVENT), DAHDI_EVENT_RINGOFFHOOK);
  CHECK_EQ(device.value(DAHDI_GETEVENT), DAHDI_EVENT_NONE);
  CHECK_EQ(device.write(block.data(), sizeof block), 320);
}

TEST("a short on-hook is a flash, a long one a hang-up") {
  const Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  setFlashTime(device, 600);
  CHECK(isOk(rig.ask({{"do", "lift"}, {"phone", "handset-1"}})));
  CHECK(device.waitForEvent(DAHDI_EVENT_RINGOFFHOOK));
  CHECK(isOk(rig.ask({{"do", "flash"}, {"phone", "handset-1"}, {"ms", 400}})));
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_WINKFLASH);
  CHECK(isOk(rig.ask({{"do", "hang-up"}, {"phone", "handset-1"}})));
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_ONHOOK);
}

TEST("digits dialled by pulses are told one by one") {
  const Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  rig.ask({{"do", "lift"}, {"phone", "handset-1"}});
  CHECK(device.waitForEvent(DAHDI_EVENT_RINGOFFHOOK));
  CHECK_EQ(rig.ask({{"do", "keys"}, {"phone", "handset-1"}, {"keys", "20"}, {"way", "pulse"}})["complete"], true);
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_PULSE_START);
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_PULSEDIGIT | '2');
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_PULSE_START);
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_PULSEDIGIT | '0');
}

TEST("a card that hears digits tells when a key goes down and up") {
  const Rig rig(Json{{"cards", {{{"type", "analog"}, {"id", "card-1"}, {"hardwareDigits", "yes"}}}}, {"modems", Json::array()}});
  const Device device(rig, 1);
  device.useBlocks();
  CHECK_EQ(device.control(DAHDI_TONEDETECT, DAHDI_TONEDETECT_ON | DAHDI_TONEDETECT_MUTE), 0);
  rig.ask({{"do", "lift"}, {"phone", "handset-1"}});
  CHECK(device.waitForEvent(DAHDI_EVENT_RINGOFFHOOK));
  rig.ask({{"do", "keys"}, {"phone", "handset-1"}, {"keys", "5#"}});
  for (const char digit : {'5', '#'}) {
    CHECK_EQ(device.nextEvent(), DAHDI_EVENT_DTMFDOWN | digit);
    CHECK_EQ(device.nextEvent(), DAHDI_EVENT_DTMFUP | digit);
  }
}

TEST("a card that does not hear digits says so") {
  const Rig rig;
  CHECK_EQ(Device(rig, 1).control(DAHDI_TONEDETECT, DAHDI_TONEDETECT_ON), ENOTTY);
}

TEST("a telephone rings in the cadence that the program set, and stops when it is lifted") {
  Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  dahdi_ring_cadence cadence{};
  cadence.ringcadence[0] = 300;
  cadence.ringcadence[1] = 400;
  CHECK_EQ(device.control(DAHDI_SETCADENCE, &cadence), 0);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_RING), EINPROGRESS);
  rig.waitFor([](const Json& event) { return event["event"] == "phone" && event["ringing"] == true; });
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_RINGEROFF);
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_RINGERON);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_RING), EBUSY);
  rig.ask({{"do", "lift"}, {"phone", "handset-1"}});
  CHECK(device.waitForEvent(DAHDI_EVENT_RINGOFFHOOK));
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_OFFHOOK), 0);
}

TEST("a telephone shows the number that is sent between the rings, while sound passes to it on its hook") {
  Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_RING), EINPROGRESS);
  CHECK(device.waitForEvent(DAHDI_EVENT_RINGEROFF));
  CHECK_EQ(device.control(DAHDI_ONHOOKTRANSFER, 4000), 0);
  CallerIdSender sender(CallerIdKind::bell202, {"4711", "Zoe", "01310959"});
  for (Block block{}; sender.addTo(block); block.fill(0)) {
    CHECK(device.poll(POLLOUT, 2000) & POLLOUT);
    CHECK_EQ(device.write(block.data(), sizeof block), 320);
  }
  CHECK_EQ(rig.waitFor([](const Json& event) { return event["event"] == "phone" && event["display"] != ""; })["display"], "4711 Zoe");
}

TEST("without a tone zone nothing rings and no tone is sent") {
  const Rig rig(Json{{"toneZoneLoaded", false}});
  const Device device(rig, 1);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_RING), ENODATA);
  CHECK_EQ(device.control(DAHDI_SENDTONE, DAHDI_TONE_DIALTONE), ENODATA);
}

TEST("a flash of an outside line is over when its event comes") {
  const Rig rig;
  const Device device(rig, 3);
  device.useBlocks();
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_FLASH), EBUSY);
  setFlashTime(device, 1250);
  dahdi_params params{};
  device.control(DAHDI_GET_PARAMS, &params);
  params.debouncetime = 50;
  params.flashtime = 100;
  device.control(DAHDI_SET_PARAMS, &params);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_OFFHOOK), 0);
  std::array<int16_t, 160> block{};
  for (int i = 0; i < 10; ++i) device.poll(POLLIN, 1000), device.read(block.data(), sizeof block);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_FLASH), EINPROGRESS);
  CHECK(device.waitForEvent(DAHDI_EVENT_HOOKCOMPLETE));
}

TEST("an outside line without battery is an alarm, until the battery is back") {
  const Rig rig;
  const Device device(rig, 3);
  device.useBlocks();
  CHECK(isOk(rig.ask({{"do", "line-battery"}, {"line", "line-1"}, {"on", false}})));
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_ALARM);
  dahdi_params params{};
  device.control(DAHDI_GET_PARAMS, &params);
  CHECK_EQ(params.chan_alarms, static_cast<unsigned>(DAHDI_ALARM_RED));
  CHECK_EQ(params.rxisoffhook, 0);
  CHECK(isOk(rig.ask({{"do", "line-battery"}, {"line", "line-1"}, {"on", true}})));
  CHECK_EQ(device.nextEvent(), DAHDI_EVENT_NOALARM);
}

TEST("a call that comes in on an outside line rings in bursts, and the far end's hang-up is a break of the battery") {
  Rig rig;
  const Device device(rig, 3);
  device.useBlocks();
  rig.ask({{"do", "lift"}, {"phone", "outside-1"}});
  rig.ask({{"do", "keys"}, {"phone", "outside-1"}, {"keys", "5552001"}});
  CHECK(device.waitForEvent(DAHDI_EVENT_RINGOFFHOOK));
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_OFFHOOK), 0);
  rig.waitFor([](const Json& event) { return event["event"] == "call" && event["state"] == "answered"; });
  std::array<int16_t, 160> block{};
  for (int i = 0; i < 35; ++i) device.poll(POLLIN, 1000), device.read(block.data(), sizeof block);  // until the hook is debounced
  rig.ask({{"do", "hang-up"}, {"phone", "outside-1"}});
  CHECK(device.waitForEvent(DAHDI_EVENT_ONHOOK));
}

}  // namespace partyline::simulator::test
