// The groups of tests.
#pragma once

namespace partyline::pri::test {

void testCalls();
void testTrouble();
void testParties();

}  // namespace partyline::pri::test
