// Calls over a pair of ends: what a caller and a called party see, whichever side of the span they are on.
#include "groups.hpp"
#include "rig.hpp"

namespace partyline::pri::test {

namespace {

struct Kind {
  const char* name;
  SwitchType type;
};
constexpr Kind kKinds[] = {{"EuroISDN", SwitchType::euroisdn}, {"NI2", SwitchType::ni2}};

// Both ways of a call: from user to network and back.
struct Way {
  std::string name;
  End& caller;
  End& called;
};

void forEachWay(const std::function<void(Pair&, const Way&)>& each, bool overlap = false) {
  for (const Kind& kind : kKinds) {
    for (const bool from_user : {true, false}) {
      Pair pair({kind.type, Side::user, overlap});
      pair.settle();
      pair.user->heard();
      pair.network->heard();
      End& caller = from_user ? *pair.user : *pair.network;
      End& called = from_user ? *pair.network : *pair.user;
      each(pair, {std::string{kind.name} + (from_user ? " to the network: " : " to the user: "), caller, called});
    }
  }
}

void linkComesUp() {
  for (const Kind& kind : kKinds) {
    Pair pair({kind.type, Side::user, false});
    pair.settle();
    checkSame(pair.user->heard() + " " + pair.network->heard(), "up up", std::string{kind.name} + ": both ends are up");
  }
}

void callIsMadeAndCleared() {
  forEachWay([](Pair& pair, const Way& way) {
    Setup setup = setupTo("5558000", 3);
    setup.calling_name = "Zo\xC3\xAB";
    const CallId call = way.caller.call(setup);
    pair.settle();
    checkSame(way.called.heard(), "setup to 5558000 from 2025550100 (Zo\xC3\xAB) on 3 or another", way.name + "the called party is offered the call");
    const CallId in = way.called.lastCall();
    way.called.q931().proceed(in, 3);
    way.called.q931().alert(in, 3);
    way.called.q931().answer(in, 3);
    pair.settle();
    checkSame(way.caller.heard(), "proceeding on 3; alerting on 3; answered on 3", way.name + "the caller is told of all steps");
    way.caller.q931().hangUp(call, 16);
    pair.settle();
    checkSame(way.called.heard(), "cleared 16", way.name + "the called party hears that the caller is gone");
    way.called.q931().hangUp(in, 16);
    pair.settle();
    checkSame(way.caller.heard() + ", " + way.called.heard(), "ended 16, ended 16", way.name + "the call is over for both");
    check(way.caller.q931().calls() + way.called.q931().calls() == 0, way.name + "no call is left");
  });
}

void calledPartyHangsUp() {
  forEachWay([](Pair& pair, const Way& way) {
    const CallId call = way.caller.call(setupTo("5558000", 3));
    pair.settle();
    way.called.q931().answer(way.called.lastCall(), 3);
    pair.settle();
    way.caller.heard();
    way.called.q931().hangUp(way.called.lastCall(), 16);
    pair.settle();
    checkSame(way.caller.heard(), "cleared 16", way.name + "the caller hears that the called party hung up");
    way.caller.q931().hangUp(call, 16);
    pair.settle();
    checkSame(way.caller.heard(), "ended 16", way.name + "and the call is over");
  });
}

void refusalsTellTheCause() {
  struct Row {
    int cause;
    bool proceeds;   // libpri can say these only to one whose number it has called complete
  };
  for (const Row& row : {Row{1, false}, {17, true}, {18, true}, {21, true}, {34, false}, {44, false}, {88, false}, {31, true}}) {
    forEachWay([&](Pair& pair, const Way& way) {
      const CallId call = way.caller.call(setupTo("5558000", 3));
      pair.settle();
      way.called.q931().hangUp(way.called.lastCall(), row.cause);
      pair.settle();
      const std::string cause = std::to_string(row.cause);
      const std::string title = way.name + "a call refused with cause " + cause + " ends with it";
      checkSame(way.caller.heard(), row.proceeds ? "proceeding on 3; cleared " + cause : "ended " + cause, title);
      way.caller.q931().hangUp(call, row.cause);
      pair.settle();
      checkSame(way.caller.heard(), row.proceeds ? "ended " + cause : "", title + ", for the caller");
      checkSame(way.called.heard(), "setup to 5558000 from 2025550100 on 3 or another; ended " + cause, title + ", for the called party");
    });
  }
}

void refusalIsSpokenBeforeAnyAnswer() {
  forEachWay([](Pair& pair, const Way& way) {
    const CallId call = way.caller.call(setupTo("5559999", 3));
    pair.settle();
    way.called.q931().progress(way.called.lastCall(), 3);
    pair.settle();
    checkSame(way.caller.heard(), "proceeding on 3; proceeding on 3 inband", way.name + "the caller is told that there is something to hear");
    way.called.q931().hangUp(way.called.lastCall(), 1);
    pair.settle();
    checkSame(way.caller.heard(), "cleared 1", way.name + "and why the call ends");
    way.caller.q931().hangUp(call, 1);
    pair.settle();
    check(way.caller.q931().calls() + way.called.q931().calls() == 0, way.name + "no refused call is left");
  });
}

void callerGivesUp() {
  forEachWay([](Pair& pair, const Way& way) {
    const CallId call = way.caller.call(setupTo("5558000", 3));
    pair.settle();
    way.caller.q931().hangUp(call, 16);
    pair.settle();
    checkSame(way.called.heard(), "setup to 5558000 from 2025550100 on 3 or another; ended 16",
              way.name + "a call that the caller takes back before any answer is over for the called party");
    checkSame(way.caller.heard(), "ended 16", way.name + "and for the caller");
  });
}

void callerGivesUpWhileItRings() {
  forEachWay([](Pair& pair, const Way& way) {
    const CallId call = way.caller.call(setupTo("5558000", 3));
    pair.settle();
    way.called.q931().alert(way.called.lastCall(), 3);
    pair.settle();
    way.caller.q931().hangUp(call, 16);
    pair.settle();
    way.called.q931().hangUp(way.called.lastCall(), 16);
    pair.settle();
    checkSame(way.called.heard(), "setup to 5558000 from 2025550100 on 3 or another; cleared 16; ended 16", way.name + "a caller who gives up is heard of");
    checkSame(way.caller.heard(), "proceeding on 3; alerting on 3; ended 16", way.name + "a caller who gives up is rid of the call");
  });
}

void bothHangUpAtOnce() {
  forEachWay([](Pair& pair, const Way& way) {
    const CallId call = way.caller.call(setupTo("5558000", 3));
    pair.settle();
    way.called.q931().answer(way.called.lastCall(), 3);
    pair.settle();
    way.caller.heard();
    way.called.heard();
    way.caller.q931().hangUp(call, 16);
    way.called.q931().hangUp(way.called.lastCall(), 16);
    pair.settle();
    checkSame(way.caller.heard() + ", " + way.called.heard(), "ended 16, ended 16", way.name + "hang-ups that cross end the call");
  });
}

void anotherChannelIsAgreedOn() {
  forEachWay([](Pair& pair, const Way& way) {
    way.caller.call(setupTo("5558000", 3));
    pair.settle();
    way.called.q931().proceed(way.called.lastCall(), 7);
    way.called.q931().answer(way.called.lastCall(), 7);
    pair.settle();
    checkSame(way.caller.heard(), "proceeding on 7; answered on 7", way.name + "the called party may choose another channel");
    Setup exclusive = setupTo("5558000", 4);
    exclusive.exclusive = true;
    way.caller.call(exclusive);
    pair.settle();
    way.called.q931().hangUp(way.called.lastCall(), 44);
    pair.settle();
    checkSame(way.caller.heard(), "ended 44", way.name + "an exclusive channel that is taken refuses the call");
  });
}

void boxIsHeardBeforeItAnswers() {
  forEachWay([](Pair& pair, const Way& way) {
    way.caller.call(setupTo("5558000", 3));
    pair.settle();
    way.called.q931().progress(way.called.lastCall(), 3);
    pair.settle();
    checkSame(way.caller.heard(), "proceeding on 3; proceeding on 3 inband", way.name + "a called party that speaks before it answers can be heard");
  });
}

void callsForTheSameChannelCross() {
  Pair pair;
  pair.settle();
  pair.user->call(setupTo("1111", 5));
  pair.network->call(setupTo("2222", 5));
  pair.settle();
  const CallId at_user = pair.user->lastCall();
  const CallId at_network = pair.network->lastCall();
  pair.network->q931().hangUp(at_network, 44);
  pair.user->q931().answer(at_user, 5);
  pair.settle();
  checkSame(pair.user->heard(), "up; setup to 2222 from 2025550100 on 5 or another; ended 44", "of two calls for one channel the network's goes on");
  checkSame(pair.network->heard(), "up; setup to 1111 from 2025550100 on 5 or another; ended 44; answered on 5", "and the network knows it");
}

void digitsFollowOneByOne() {
  forEachWay(
      [](Pair& pair, const Way& way) {
        Setup setup = setupTo("555", 3);
        setup.complete = false;
        const CallId call = way.caller.call(setup);
        way.caller.q931().digits(call, "80");
        pair.settle();
        checkSame(way.called.heard(), "setup to 555 from 2025550100 on 3 or another, more to come", way.name + "a number may begin with few digits");
        const CallId in = way.called.lastCall();
        way.called.q931().moreDigits(in, 3);
        pair.settle();
        checkSame(way.caller.heard(), "more on 3", way.name + "the caller is asked for more");
        way.caller.q931().digits(call, "0");
        way.caller.q931().digits(call, "0");
        pair.settle();
        checkSame(way.called.heard(), "digits 8; digits 0; digits 0; digits 0", way.name + "digits come in the order of dialling");
        way.called.q931().answer(in, 3);
        pair.settle();
        checkSame(way.caller.heard(), "answered on 3", way.name + "a number that is complete is answered");
      },
      true);
}

void completeNumberIsComplete() {
  forEachWay(
      [](Pair& pair, const Way& way) {
        way.caller.call(setupTo("5558000", 3));
        pair.settle();
        checkSame(way.called.heard(), "setup to 5558000 from 2025550100 on 3 or another", way.name + "a number sent whole is so told where digits may follow");
      },
      true);
}

void callerIsWithheld() {
  forEachWay([](Pair& pair, const Way& way) {
    Setup setup = setupTo("5558000", 3);
    setup.calling_name = "Ada";
    setup.withheld = true;
    way.caller.call(setup);
    pair.settle();
    checkSame(way.called.heard(), "setup to 5558000 from nobody on 3 or another", way.name + "a withheld number is not shown, nor is the name");
  });
}

void internationalCallerHasAPlus() {
  forEachWay([](Pair& pair, const Way& way) {
    Setup setup = setupTo("5558000", 3);
    setup.calling = "+4930123456";
    way.caller.call(setup);
    pair.settle();
    checkSame(way.called.heard(), "setup to 5558000 from +4930123456 on 3 or another", way.name + "an international caller is shown as such");
  });
}

void dataCallIsFlagged() {
  forEachWay([](Pair& pair, const Way& way) {
    Setup setup = setupTo("5558000", 3);
    setup.bearer = Bearer::data;
    way.caller.call(setup);
    pair.settle();
    checkSame(way.called.heard(), "setup to 5558000 from 2025550100 on 3 or another, no voice", way.name + "a data call is told from a voice call");
  });
}

void commandsForNoCallDoNothing() {
  Pair pair;
  pair.settle();
  Signalling& q931 = pair.user->q931();
  q931.moreDigits(77, 1);
  q931.digits(77, "1");
  q931.proceed(77, 1);
  q931.alert(77, 1);
  q931.answer(77, 1);
  q931.hangUp(77, 16);
  pair.settle();
  checkSame(pair.user->heard() + " " + pair.network->heard(), "up up", "commands for a call that is gone do nothing");
}

}  // namespace

void testCalls() {
  linkComesUp();
  callIsMadeAndCleared();
  calledPartyHangsUp();
  refusalsTellTheCause();
  refusalIsSpokenBeforeAnyAnswer();
  callerGivesUp();
  callerGivesUpWhileItRings();
  bothHangUpAtOnce();
  anotherChannelIsAgreedOn();
  boxIsHeardBeforeItAnswers();
  callsForTheSameChannelCross();
  digitsFollowOneByOne();
  completeNumberIsComplete();
  callerIsWithheld();
  internationalCallerHasAPlus();
  dataCallIsFlagged();
  commandsForNoCallDoNothing();
}

}  // namespace partyline::pri::test
