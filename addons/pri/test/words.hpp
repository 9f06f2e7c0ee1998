// Events as lines of words, for tests to compare.
#pragma once
#include <string>

#include "../event.hpp"

namespace partyline::pri::test {

std::string wordsOf(const Event& event);
// The call of an event; 0: it is about a span.
CallId callOf(const Event& event);

}  // namespace partyline::pri::test
