#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

#include "allocation_trap.hpp"
#include "check.hpp"

namespace partyline::test {
namespace {

struct Entry {
  const char* title;
  void (*run)();
};

std::vector<Entry>& entries() {
  static std::vector<Entry> all;
  return all;
}

int failures = 0;

}  // namespace

Case::Case(const char* title, void (*run)()) { entries().push_back({title, run}); }

void fail(const char* file, int line, const std::string& text) {
  ++failures;
  std::printf("    %s:%d: %s\n", file, line, text.c_str());
}

bool runOne(const Entry& entry) {
  const int before = failures;
  const auto start = std::chrono::steady_clock::now();
  entry.run();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s %s (%.2f s)\n", failures == before ? "ok  " : "FAIL", entry.title, seconds);
  std::fflush(stdout);
  return failures == before;
}

}  // namespace partyline::test

// An argument runs only the tests whose title contains it.
int main(int count, char** arguments) {
  using namespace partyline::test;
  int failed = 0, ran = 0;
  for (const auto& entry : entries()) {
    if (count > 1 && !std::strstr(entry.title, arguments[1])) continue;
    ++ran;
    failed += !runOne(entry);
  }
  std::printf("%d tests, %d failed\n", ran, failed);
  return failed == 0 && ran > 0 ? 0 : 1;
}
