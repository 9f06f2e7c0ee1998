// Lines that fail, and far ends that misbehave.
#include <algorithm>
#include <random>

#include "groups.hpp"
#include "manual_clock.hpp"
#include "rig.hpp"

namespace partyline::pri::test {

namespace {

constexpr int kChannels[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

// Answers every call on the channel that it asks for, and hangs up when the other end did.
void answerAll(End& end, const Event& event) {
  if (const auto* offered = std::get_if<Offered>(&event)) end.q931().answer(offered->call, offered->channel);
  if (const auto* cleared = std::get_if<Cleared>(&event)) end.q931().hangUp(cleared->call, cleared->cause);
}

void startTalking(Pair& pair, int calls) {
  pair.pass_ms(2000);
  pair.network->react(answerAll);
  pair.user->react(answerAll);
  for (int i = 0; i < calls; i++) pair.user->call(setupTo("5558000", kChannels[i]));
  pair.settle();
}

void forget(Pair& pair) {
  pair.user->heard();
  pair.network->heard();
}

bool canCall(Pair& pair) {
  forget(pair);
  pair.network->react(answerAll);
  const CallId call = pair.user->call(setupTo("5558000", 3));
  pair.settle();
  const bool answered = pair.user->heard() == "answered on 3";
  pair.user->q931().hangUp(call, 16);
  pair.settle();
  return answered && pair.user->q931().calls() + pair.network->q931().calls() == 0;
}

void thirtyCallsAtOnce() {
  Pair pair;
  startTalking(pair, 30);
  check(pair.network->q931().calls() == 30, "thirty calls are up at once");
  size_t answered = 0;
  for (const int channel : kChannels) answered += pair.user->count("answered on " + std::to_string(channel));
  check(answered == 30, "each on its own channel");
  pair.user->q931().hangUpAll(16);
  pair.settle();
  check(pair.user->q931().calls() + pair.network->q931().calls() == 0, "and all are gone at once");
  check(pair.user->count("ended 16") == 30 && pair.network->count("ended 16") == 30, "each told once");
}

void nobodyAnswers() {
  Pair pair;
  pair.user->cable().cut(true);
  pair.user->q931().setAlarm(false);
  pair.pass_ms(4900);
  checkSame(pair.user->heard(), "", "a D channel that is not up yet is not called down at once");
  pair.pass_ms(200);
  checkSame(pair.user->heard(), "down: The far end does not answer on the D channel.", "after five seconds it is");
  pair.user->cable().cut(false);
  pair.pass_ms(5000);
  checkSame(pair.user->heard(), "up", "and it comes up when the far end answers");
}

void bothEndsAreTheSameSide() {
  Options options;
  Pair pair(options, options);
  pair.pass_ms(100);
  checkSame(pair.user->heard(), "down: Both ends of the span are set to the same side.", "two user sides say so");
}

void cutEndsCallsAndHeals() {
  for (const SwitchType type : {SwitchType::euroisdn, SwitchType::ni2}) {
    Pair pair({type, Side::user, false});
    startTalking(pair, 2);
    forget(pair);
    pair.user->cable().cut(true);
    pair.pass_ms(30000);
    checkSame(pair.user->heard(), "down: The D channel went down.; ended 27; ended 27", "a D channel that is cut ends the calls with cause 27");
    checkSame(pair.network->heard(), "down: The D channel went down.; ended 27; ended 27", "at the other end too");
    pair.user->cable().cut(false);
    pair.pass_ms(10000);
    checkSame(pair.user->heard() + " " + pair.network->heard(), "up up", "a D channel that is mended comes up by itself");
    check(canCall(pair), "and carries calls");
  }
}

void shortCutLeavesCallsAlone() {
  Pair pair;
  startTalking(pair, 2);
  forget(pair);
  pair.user->cable().cut(true);
  pair.pass_ms(2500);
  pair.user->cable().cut(false);
  pair.pass_ms(30000);
  checkSame(pair.user->heard() + pair.network->heard(), "", "a D channel that is cut for two seconds leaves calls alone");
  check(pair.user->q931().calls() == 2, "which are still there");
}

void alarmIsDownAtOnce() {
  Pair pair;
  startTalking(pair, 1);
  forget(pair);
  pair.user->q931().setAlarm(true);
  checkSame(pair.user->heard(), "down: The span is in alarm.", "a span in alarm is down at once");
  const CallId refused = pair.user->call(setupTo("5558000", 4));
  checkSame(pair.user->heard(), "ended 27", "and takes no call");
  check(refused != 0, "a call has a number even so");
  pair.user->q931().setAlarm(false);
  checkSame(pair.user->heard(), "up", "it is up when the alarm is over");
  check(pair.user->q931().calls() == 1, "and a call outlives a short alarm");
}

void flappingDoesNoHarm() {
  Pair pair;
  startTalking(pair, 3);
  for (int i = 0; i < 100; i++) {
    pair.user->cable().cut(i % 2 == 0);
    pair.user->q931().setAlarm(i % 2 == 0);
    pair.pass_ms(50);
  }
  pair.user->cable().cut(false);
  pair.user->q931().setAlarm(false);
  pair.pass_ms(20000);
  check(pair.user->q931().up() && pair.network->q931().up(), "a D channel that flaps ten times a second for five is up in the end");
  check(pair.user->q931().calls() == pair.network->q931().calls(), "and both ends know of the same calls");
  pair.user->q931().hangUpAll(16);
  pair.pass_ms(1000);
  check(canCall(pair), "and it carries calls");
}

void hangUpWhileDownIsFinal() {
  Pair pair;
  startTalking(pair, 1);
  pair.user->cable().cut(true);
  pair.pass_ms(16000);
  forget(pair);
  pair.user->q931().hangUpAll(16);
  checkSame(pair.user->heard(), "ended 16", "a call that is hung up while the D channel is down ends at once");
  pair.user->cable().cut(false);
  pair.pass_ms(30000);
  check(pair.network->q931().calls() == 0, "and the far end learns of it");
  check(canCall(pair), "and the next call is well");
}

void lostAnswersAreMadeUpFor() {
  Pair pair;
  pair.settle();
  pair.network->react(answerAll);
  pair.user->cable().cut(true);
  pair.user->call(setupTo("5558000", 3));
  pair.settle();
  pair.user->cable().cut(false);
  pair.pass_ms(3000);
  check(pair.user->count("answered on 3") == 1, "a SETUP that is lost on the way is sent again");
}

// Both ask for the link; what the user answers is lost, and so the network asks again after the user is up.
void callOfTheFirstMomentIsNotLost() {
  Pair pair;
  pair.network->cable().loseFrame(2);
  pair.network->react(answerAll);
  pair.user->react([](End& end, const Event& event) {
    if (std::holds_alternative<Up>(event)) end.call(setupTo("5558000", 3));
  });
  pair.pass_ms(6000);
  checkSame(pair.user->heard(), "up; answered on 3", "a call that is made as soon as the span is up is answered, though the far end was late");
}

// The far end has asked for the link in vain for some seconds: it still acknowledges the user's question, but hears nothing more before it asks anew.
void callToAFarEndWithoutALinkIsNotLost() {
  Pair pair;
  pair.user->cable().loseFrame(1);
  pair.network->cable().cut(true);
  for (int passed_ms = 0; passed_ms < 3500; passed_ms += 50) {
    pair.network->q931().run();
    moveClock_ms(50);
  }
  pair.network->cable().cut(false);
  pair.network->react(answerAll);
  pair.user->react([](End& end, const Event& event) {
    if (std::holds_alternative<Up>(event)) end.call(setupTo("5558000", 3));
  });
  pair.pass_ms(20000);
  checkSame(pair.user->heard(), "down: The far end does not answer on the D channel.; up; answered on 3",
            "a span is up when the far end's link is, however late, and not before");
}

void deadlineOfUnansweredSetup() {
  Pair pair;
  pair.settle();
  pair.network->react([](End&, const Event&) {});
  pair.user->call(setupTo("5558000", 3));
  pair.pass_ms(10000);
  check(pair.user->count("ended 102") + pair.user->count("ended 18") + pair.user->count("cleared 102") > 0, "a SETUP that nobody answers is given up");
}

void vanishedDeviceEndsCalls() {
  Pair pair;
  startTalking(pair, 3);
  forget(pair);
  pair.user->q931().lose("The card is gone.");
  checkSame(pair.user->heard(), "ended 27; ended 27; ended 27; down: The card is gone.", "calls end with cause 27 when the card is gone");
}

void restartClearsAChannel() {
  for (const SwitchType type : {SwitchType::euroisdn, SwitchType::ni2}) {
    Pair pair({type, Side::user, false});
    startTalking(pair, 3);
    forget(pair);
    pair.network->q931().restart(2);
    pair.settle();
    checkSame(pair.user->heard(), "ended 41; restart on 2", "RESTART of a channel ends the call on it");
    checkSame(pair.network->heard(), "ended 41; restarted on 2", "and is acknowledged");
    check(pair.user->q931().calls() == 2, "other calls go on");
  }
}

std::vector<uint8_t> informationFrame(const std::vector<uint8_t>& content) {
  // An unnumbered information frame: it needs no place in a sequence.
  std::vector<uint8_t> frame(3 + content.size() + kCheckOctets);
  frame[0] = 0x02;
  frame[1] = 0x01;
  frame[2] = 0x03;
  std::copy(content.begin(), content.end(), frame.begin() + 3);
  return frame;
}

std::vector<uint8_t> rawSetup(uint16_t reference) {
  return {0x08, 0x02, static_cast<uint8_t>(reference >> 8), static_cast<uint8_t>(reference), 0x05, 0x04, 0x03, 0x80, 0x90, 0xA3, 0x18, 0x03, 0xA9, 0x83, 0x83,
          0x6C, 0x06, 0x21, 0x80, '2', '0', '2', '5', 0x70, 0x05, 0x80, '8', '0', '0', '0'};
}

void garbageDoesNoHarm() {
  Pair pair;
  pair.settle();
  std::mt19937 random(7);
  for (int i = 0; i < 3000; i++) {
    std::vector<uint8_t> frame(random() % 300);
    for (uint8_t& octet : frame) octet = static_cast<uint8_t>(random());
    pair.user->cable().inject(frame);
    if (i % 100 == 0) pair.settle();
  }
  pair.pass_ms(60000);
  check(pair.user->q931().up(), "garbage on the D channel is survived");
  check(canCall(pair), "and the next call is well");
}

void brokenMessagesDoNoHarm() {
  Pair pair;
  pair.settle();
  const std::vector<uint8_t> whole = rawSetup(100);
  std::mt19937 random(8);
  for (size_t length = 0; length < whole.size(); length++) {
    pair.user->cable().inject(informationFrame({whole.begin(), whole.begin() + static_cast<long>(length)}));
    pair.settle();
  }
  for (int i = 0; i < 5000; i++) {
    std::vector<uint8_t> broken = whole;
    for (int k = 0; k < 4; k++) broken[5 + random() % (broken.size() - 5)] = static_cast<uint8_t>(random());
    broken[3] = static_cast<uint8_t>(random());
    if (i % 3 == 0) broken[4] = static_cast<uint8_t>(random() % 0x7F);
    pair.user->cable().inject(informationFrame(broken));
    if (i % 20 == 0) pair.user->q931().hangUpAll(88);
    pair.settle();
  }
  pair.user->q931().hangUpAll(16);
  pair.pass_ms(120000);
  check(pair.user->q931().calls() == 0, "no call of a broken SETUP is left");
  check(canCall(pair), "messages with broken contents are survived");
}

void floodIsLimited() {
  Pair pair;
  pair.settle();
  forget(pair);
  for (uint16_t reference = 200; reference < 1200; reference++) pair.user->cable().inject(informationFrame(rawSetup(reference)));
  pair.settle();
  check(pair.user->q931().calls() == 62, "a flood of calls is limited to twice the channels of a span");
  pair.user->q931().hangUpAll(34);
  pair.settle();
  check(pair.user->q931().calls() == 0, "and can be refused");
  pair.pass_ms(20000);
  check(canCall(pair), "after which calls are well");
}

}  // namespace

void testTrouble() {
  thirtyCallsAtOnce();
  nobodyAnswers();
  bothEndsAreTheSameSide();
  cutEndsCallsAndHeals();
  shortCutLeavesCallsAlone();
  alarmIsDownAtOnce();
  flappingDoesNoHarm();
  hangUpWhileDownIsFinal();
  lostAnswersAreMadeUpFor();
  callOfTheFirstMomentIsNotLost();
  callToAFarEndWithoutALinkIsNotLost();
  deadlineOfUnansweredSetup();
  vanishedDeviceEndsCalls();
  restartClearsAChannel();
  garbageDoesNoHarm();
  brokenMessagesDoNoHarm();
  floodIsLimited();
}

}  // namespace partyline::pri::test
