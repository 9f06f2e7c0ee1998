// What a channel's events and blocks become.
#include <algorithm>
#include <cerrno>

#include "../../test/allocation_trap.hpp"
#include "rig.hpp"

namespace partyline::lines::test {
namespace {

constexpr int kFxs = DAHDI_SIG_FXOKS;
constexpr int kFxo = DAHDI_SIG_FXSKS;
constexpr size_t kLead = 80;

struct Phone : Rig {
  explicit Phone(int signalling = kFxs) {
    driver.addChannel(1, signalling);
    lines.open(1, channelOptions(1));
  }
};

bool contains(const std::vector<int16_t>& all, const std::vector<int16_t>& part) {
  return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

}  // namespace

TEST("a handset that is lifted, flashed and put down is told in this order") {
  Phone rig;
  for (const int event : {DAHDI_EVENT_RINGOFFHOOK, DAHDI_EVENT_WINKFLASH, DAHDI_EVENT_ONHOOK}) rig.driver.tell(1, event);
  const auto lifted = rig.notes.next<HookChange>();
  CHECK(lifted && lifted->off_hook);
  CHECK(rig.notes.next<Flash>().has_value());
  const auto down = rig.notes.next<HookChange>();
  CHECK(down && !down->off_hook);
}

TEST("an outside line tells each burst of ringing, also of a card that tells only of its end") {
  Phone rig(kFxo);
  rig.driver.tell(1, DAHDI_EVENT_RINGBEGIN);
  CHECK(rig.notes.next<RingBurst>()->on);
  rig.driver.tell(1, DAHDI_EVENT_RINGOFFHOOK);
  CHECK(!rig.notes.next<RingBurst>()->on);
  rig.driver.tell(1, DAHDI_EVENT_RINGOFFHOOK);
  CHECK(rig.notes.next<RingBurst>()->on);
  CHECK(!rig.notes.next<RingBurst>()->on);
}

TEST("a call that comes in while an outside line is being taken is told, the end of a burst that was answered is not") {
  Phone rig(kFxo);
  rig.lines.setHook(1, Hook::off);
  rig.driver.tell(1, DAHDI_EVENT_RINGOFFHOOK);
  rig.driver.tell(1, DAHDI_EVENT_POLARITY);
  CHECK(rig.notes.next<PolarityChange>().has_value());
  CHECK(!rig.notes.any<RingBurst>());
  rig.driver.tell(1, DAHDI_EVENT_RINGBEGIN);
  CHECK(rig.notes.next<RingBurst>()->on);
}

TEST("a caller ID is not listened for on a line that is in use") {
  Phone rig(kFxo);
  rig.lines.listenForCallerId(1, {dsp::CallerIdKind::bell202});
  CHECK(rig.driver.wasAsked(1, DAHDI_BUFFER_EVENTS, 1));
  rig.lines.setHook(1, Hook::off);
  CHECK(rig.driver.wasAsked(1, DAHDI_BUFFER_EVENTS, 0));
  rig.lines.setHook(1, Hook::on);
  CHECK(rig.driver.wasAsked(1, DAHDI_BUFFER_EVENTS, 1, 2));
}

TEST("an outside line tells battery, polarity, far-end disconnect and the end of dialling") {
  Phone rig(kFxo);
  rig.driver.setChannelAlarms(1, DAHDI_ALARM_RED);
  rig.driver.tell(1, DAHDI_EVENT_ALARM);
  CHECK(!rig.notes.next<BatteryChange>()->on);
  CHECK(hasAlarm(rig.notes.next<AlarmChange>()->alarms, Alarm::red));
  rig.driver.setChannelAlarms(1, 0);
  rig.driver.tell(1, DAHDI_EVENT_NOALARM);
  CHECK(rig.notes.next<BatteryChange>()->on);
  CHECK_EQ(rig.notes.next<AlarmChange>()->alarms, 0);
  rig.driver.tell(1, DAHDI_EVENT_POLARITY);
  CHECK(rig.notes.next<PolarityChange>().has_value());
  rig.driver.tell(1, DAHDI_EVENT_ONHOOK);
  CHECK(!rig.notes.next<HookChange>()->off_hook);
  rig.driver.tell(1, DAHDI_EVENT_DIALCOMPLETE);
  CHECK(rig.notes.next<Dialled>().has_value());
}

TEST("a key that the card heard is one digit, of the leg where there is one") {
  Phone rig;
  rig.driver.tell(1, DAHDI_EVENT_DTMFDOWN | '5');
  rig.driver.tell(1, DAHDI_EVENT_DTMFDOWN | '5');
  rig.driver.tell(1, DAHDI_EVENT_DTMFUP | '5');
  const auto digit = rig.notes.next<LineDigit>();
  CHECK(digit && digit->digit == '5' && !digit->pulse);
  const LegId leg = rig.lines.startLeg(1);
  rig.driver.tell(1, DAHDI_EVENT_DTMFUP | '7');
  const auto lone = rig.notes.next<LegDigit>();
  CHECK(lone && lone->leg == leg && lone->digit == '7');
  rig.driver.tell(1, DAHDI_EVENT_PULSEDIGIT | '2');
  const auto pulse = rig.notes.next<LineDigit>();
  CHECK(pulse && pulse->digit == '2' && pulse->pulse);
}

TEST("a key that the card heard is not heard in the line's audio") {
  Phone rig;
  rig.lines.setLoopback(1, true);
  rig.driver.tell(1, DAHDI_EVENT_DTMFDOWN | '5');
  CHECK(rig.notes.next<LineDigit>().has_value());
  rig.driver.say(1, std::vector<int16_t>(160, 1000));
  rig.driver.written(1, kLead + 160);
  rig.driver.tell(1, DAHDI_EVENT_DTMFUP | '5');
  rig.driver.say(1, std::vector<int16_t>(160, 2000));
  const auto all = rig.driver.written(1, kLead + 2 * 160);
  CHECK(!contains(all, {1000}));
  CHECK(contains(all, std::vector<int16_t>(160, 2000)));
}

TEST("events that nobody knows change nothing") {
  Phone rig;
  for (const int event : {99, 0x100, 0x7fffffff, -1, DAHDI_EVENT_DTMFDOWN | '!', DAHDI_EVENT_PULSEDIGIT | 1}) rig.driver.tell(1, event);
  rig.driver.tell(1, DAHDI_EVENT_WINKFLASH);
  CHECK(rig.notes.next<Flash>().has_value());
  CHECK(!rig.notes.any<LineDigit>());
  CHECK(!rig.notes.any<LineGone>());
}

TEST("what comes from a line in loopback goes back to it, whatever pieces it comes in and although events are in the way") {
  Phone rig;
  rig.lines.setLoopback(1, true);
  const auto block = ramp(160, 100);
  rig.driver.say(1, {block.begin(), block.begin() + 50});
  rig.driver.say(1, {block.begin() + 50, block.end()});
  CHECK(contains(rig.driver.written(1, kLead + 160), block));
  const auto next = ramp(160, 5000);
  rig.driver.tell(1, DAHDI_EVENT_POLARITY);
  rig.driver.say(1, next);
  CHECK(contains(rig.driver.written(1, kLead + 320), next));
}

TEST("a driver without linear samples is spoken to in its law") {
  Rig rig;
  rig.driver.addChannel(1, kFxs);
  rig.driver.refuse(DAHDI_SETLINEAR, EINVAL);
  rig.lines.open(1, channelOptions(1));
  rig.lines.setLoopback(1, true);
  rig.driver.say(1, std::vector<int16_t>(160, 4092));
  CHECK(contains(rig.driver.written(1, kLead + 160), std::vector<int16_t>(160, 4092 - 4092 % 4)));
}

TEST("a driver whose buffers are full loses a block and goes on") {
  Phone rig;
  rig.lines.setLoopback(1, true);
  rig.driver.say(1, ramp(160, 0));
  rig.driver.written(1, kLead + 160);
  rig.driver.stuffWriting(1, 1);
  rig.driver.say(1, ramp(160, 3000));
  CHECK(rig.driver.wasAsked(1, DAHDI_FLUSH, DAHDI_FLUSH_WRITE));
  rig.driver.say(1, ramp(160, 6000));
  CHECK(contains(rig.driver.written(1, 2 * (kLead + 160)), ramp(160, 6000)));
}

TEST("lost blocks are counted") {
  Phone rig;
  rig.lines.setLoopback(1, true);
  CHECK(rig.driver.wasAsked(1, DAHDI_BUFFER_EVENTS, 1));
  rig.driver.tell(1, DAHDI_EVENT_READ_OVERRUN);
  rig.driver.tell(1, DAHDI_EVENT_WRITE_UNDERRUN);
  rig.driver.tell(1, DAHDI_EVENT_WINKFLASH);
  CHECK(rig.notes.next<Flash>().has_value());
  const auto stats = rig.lines.stats(1);
  CHECK(stats && stats->overruns == 1 && stats->underruns == 1);
}

TEST("a phone is rung with its cadence, and its caller ID is sent in the first pause that is long enough") {
  Phone rig;
  RingOrder order{{400, 200, 400, 2000}, std::vector<int16_t>(320, 7777)};
  CHECK(rig.lines.ring(1, order));
  CHECK(rig.driver.wasAsked(1, DAHDI_HOOK, DAHDI_RING));
  const auto cadence = rig.driver.cadence(1);
  CHECK(cadence.size() == 16 && cadence[0] == 400 && cadence[3] == 2000 && cadence[4] == 0);
  CHECK(rig.notes.next<RingerChange>()->on);
  rig.driver.tell(1, DAHDI_EVENT_RINGEROFF);
  rig.driver.tell(1, DAHDI_EVENT_RINGERON);
  CHECK(!rig.notes.next<RingerChange>()->on);
  CHECK(rig.notes.next<RingerChange>()->on);
  rig.driver.tell(1, DAHDI_EVENT_RINGEROFF);
  CHECK(rig.driver.wasAsked(1, DAHDI_ONHOOKTRANSFER, 6000));
  for (int i = 0; i < 30; i++) {
    rig.driver.say(1, std::vector<int16_t>(160, 0));
    if (i < 27) rig.driver.written(1, kLead + 160 * static_cast<size_t>(i + 1));
  }
  CHECK(contains(rig.driver.written(1, kLead + 27 * 160), std::vector<int16_t>(320, 7777)));
}

TEST("a phone that is lifted while it is rung is rung no more") {
  Phone rig;
  rig.lines.ring(1, {{2000, 4000}, {}});
  rig.driver.tell(1, DAHDI_EVENT_RINGOFFHOOK);
  CHECK(rig.notes.next<HookChange>()->off_hook);
  CHECK(rig.driver.wasAsked(1, DAHDI_HOOK, DAHDI_RINGOFF));
}

TEST("nothing is written to a line while its driver dials, which would stop that") {
  Phone rig(kFxo);
  rig.lines.setHook(1, Hook::off);
  rig.lines.setLoopback(1, true);
  rig.driver.say(1, ramp(160, 0));
  const size_t before = rig.driver.written(1, kLead + 160).size();
  CHECK(rig.lines.dialPulses(1, "12"));
  CHECK(rig.driver.wasAsked(1, DAHDI_DIAL, 0));
  rig.driver.say(1, ramp(160, 1000));
  rig.driver.tell(1, DAHDI_EVENT_POLARITY);
  CHECK(rig.notes.next<PolarityChange>().has_value());
  CHECK_EQ(rig.driver.written(1, 0).size(), before);
  rig.driver.tell(1, DAHDI_EVENT_DIALCOMPLETE);
  CHECK(rig.notes.next<Dialled>().has_value());
  rig.driver.say(1, ramp(160, 2000));
  CHECK(contains(rig.driver.written(1, before + kLead + 160), ramp(160, 2000)));
}

TEST("what only another kind of line can do is answered with false") {
  Phone phone, outside(kFxo), bearer(DAHDI_SIG_CLEAR);
  CHECK(!phone.lines.dialPulses(1, "1"));
  CHECK(!outside.lines.ring(1, {{2000, 4000}, {}}));
  CHECK(!bearer.lines.setHook(1, Hook::off));
  CHECK(!phone.lines.startVoice(1, "AT+VTR"));
  CHECK(!phone.lines.setHook(2, Hook::off));
  CHECK(outside.lines.dialPulses(1, "159"));
}

TEST("a line has one leg at a time, of a number that no other leg has") {
  Phone rig;
  rig.ids.next();
  const LegId leg = rig.lines.startLeg(1);
  CHECK_EQ(leg, 2u);
  CHECK_EQ(rig.lines.startLeg(1), 0u);
  CHECK(rig.lines.hasLeg(leg));
  rig.lines.endLeg(leg);
  CHECK(!rig.lines.hasLeg(leg));
  CHECK_EQ(rig.lines.startLeg(1), 3u);
}

TEST("the line thread allocates nothing, whatever its lines do") {
  Phone rig;
  rig.lines.startLeg(1);
  rig.lines.setLoopback(1, true);
  rig.driver.trapAllocations();
  for (size_t i = 0; i < 20; i++) {
    rig.driver.say(1, ramp(160));
    rig.driver.written(1, kLead + 160 * (i + 1));
    rig.driver.tell(1, DAHDI_EVENT_DTMFDOWN | '1');
    rig.driver.tell(1, DAHDI_EVENT_DTMFUP | '1');
    CHECK(rig.notes.next<LegDigit>().has_value());
  }
  rig.driver.breakReading(1, ENODEV);
  CHECK(rig.notes.next<LineGone>().has_value());
  if (partyline::test::trapWorks()) CHECK_EQ(partyline::test::trappedAllocations(), 0u);
}

}  // namespace partyline::lines::test
