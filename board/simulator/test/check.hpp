// A test is a function with a sentence for a name; a failed check is printed with its place and its values, and the test goes on.
#pragma once
#include <sstream>
#include <string>

namespace partyline::simulator::test {

struct Case {
  Case(const char* title, void (*run)());
};

void fail(const char* file, int line, const std::string& text);

template <typename A, typename B>
void checkEqual(const char* file, int line, const char* expression, const A& a, const B& b) {
  if (a == b) return;
  std::ostringstream out;
  out << expression << " (" << a << ", " << b << ")";
  fail(file, line, out.str());
}

}  // namespace partyline::simulator::test

#define SIMULATOR_JOIN2(a, b) a##b
#define SIMULATOR_JOIN(a, b) SIMULATOR_JOIN2(a, b)
#define TEST(title)                                                                                                                     \
  static void SIMULATOR_JOIN(test, __LINE__)();                                                                                         \
  static const ::partyline::simulator::test::Case SIMULATOR_JOIN(case, __LINE__)(title, SIMULATOR_JOIN(test, __LINE__));                \
  static void SIMULATOR_JOIN(test, __LINE__)()
#define CHECK(condition) \
  do { if (!(condition)) ::partyline::simulator::test::fail(__FILE__, __LINE__, #condition); } while (false)
#define CHECK_EQ(a, b) ::partyline::simulator::test::checkEqual(__FILE__, __LINE__, #a " == " #b, (a), (b))
