// Signalling with time that is moved by hand.
#include "groups.hpp"
#include "rig.hpp"

int main() {
  partyline::pri::test::testParties();
  partyline::pri::test::testCalls();
  partyline::pri::test::testTrouble();
  return partyline::pri::test::failures() == 0 ? 0 : 1;
}
