// A test is a function with a sentence for a name; a failed check is printed with its place and its values, and the test goes on.
#pragma once
#include <sstream>
#include <string>

namespace partyline::test {

struct Case {
  Case(const char* title, void (*run)());
};

void fail(const char* file, int line, const std::string& text);

template <typename A, typename B>
std::string show(const char* expression, const A& a, const B& b) {
  std::ostringstream out;
  out << expression << " (" << a << ", " << b << ")";
  return out.str();
}

}  // namespace partyline::test

#define TEST_JOIN2(a, b) a##b
#define TEST_JOIN(a, b) TEST_JOIN2(a, b)
#define TEST(title)                                                                                                       \
  static void TEST_JOIN(test, __LINE__)();                                                                               \
  static const ::partyline::test::Case TEST_JOIN(case, __LINE__)(title, TEST_JOIN(test, __LINE__));              \
  static void TEST_JOIN(test, __LINE__)()
#define CHECK(condition) \
  do { if (!(condition)) ::partyline::test::fail(__FILE__, __LINE__, #condition); } while (false)
#define CHECK_OP(a, op, b)                                                                                                \
  do {                                                                                                                    \
    const auto va = (a); const auto vb = (b);                                                                             \
    if (!(va op vb)) ::partyline::test::fail(__FILE__, __LINE__, ::partyline::test::show(#a " " #op " " #b, va, vb)); \
  } while (false)
#define CHECK_EQ(a, b) CHECK_OP(a, ==, b)
#define CHECK_THROWS(expression, part)                                                                                    \
  do {                                                                                                                    \
    std::string told = "nothing was thrown";                                                                              \
    try { expression; } catch (const std::exception& error) { told = error.what(); }                                      \
    if (told.find(part) == std::string::npos) ::partyline::test::fail(__FILE__, __LINE__, told);                   \
  } while (false)
