// Runs every test, or those whose titles contain the second argument. The first is the simulator's program.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "check.hpp"
#include "rig.hpp"

namespace partyline::simulator::test {
namespace {

struct Known { const char* title; void (*run)(); };
std::vector<Known>& cases() {
  static std::vector<Known> all;
  return all;
}
bool failed = false;

bool passes(const Known& test) {
  failed = false;
  try {
    test.run();
  } catch (const std::exception& error) {
    fail(test.title, 0, error.what());
  }
  std::printf("%s %s\n", failed ? "FAILED" : "ok    ", test.title);
  std::fflush(stdout);
  return !failed;
}

}  // namespace

Case::Case(const char* title, void (*run)()) { cases().push_back({title, run}); }

void fail(const char* file, int line, const std::string& text) {
  failed = true;
  std::printf("  %s:%d: %s\n", file, line, text.c_str());
}

int runAll(const std::string& part) {
  int failures = 0;
  for (const Known& test : cases()) {
    if (std::string(test.title).find(part) != std::string::npos && !passes(test)) ++failures;
  }
  return failures == 0 ? 0 : 1;
}

}  // namespace partyline::simulator::test

int main(int count, char** words) {
  constexpr int kSkipped = 77;
  if (count < 2) return 2;
  if (access("/dev/fuse", R_OK | W_OK) != 0) {
    std::printf("skipped: there is no /dev/fuse here\n");
    return kSkipped;
  }
  partyline::simulator::test::setProgram(words[1]);
  return partyline::simulator::test::runAll(count > 2 ? words[2] : "");
}
