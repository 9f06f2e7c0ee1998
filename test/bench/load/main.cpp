// Load generator: many SIP callers in one process and one thread. Prints one line of JSON.
#include <sched.h>

#include <cstdio>
#include <exception>

#include "hearing.hpp"
#include "report.hpp"
#include "run.hpp"

using namespace partyline::bench;

namespace {

// Callers must not be late because the machine has other work; without the privilege they run as anybody does.
void askForRealTime() {
  sched_param parameters{};
  parameters.sched_priority = 1;
  sched_setscheduler(0, SCHED_FIFO, &parameters);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parseOptions(argc, argv);
  try {
    Run run(options);
    askForRealTime();
    const auto measurement = run.perform();
    const auto hearing = listen(run.capture(), run.calls(), options);
    std::fputs(makeReport(run, measurement, hearing).c_str(), stdout);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load: %s\n", error.what());
    return 1;
  }
  return 0;
}
