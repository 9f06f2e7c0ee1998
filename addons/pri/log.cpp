#include "log.hpp"

#include <atomic>
#include <mutex>

#include "libpri_c.hpp"

namespace partyline::pri {

namespace {

// Libpri has one output for the process.
struct Output {
  std::mutex mutex;
  Log log;
  std::atomic<bool> wanted{false};
};

Output& output() {
  static Output the_output;
  return the_output;
}

void write(struct ::pri*, char* text) {
  if (!output().wanted) return;
  const std::lock_guard<std::mutex> guard(output().mutex);
  if (output().log) output().log(text);
}

}  // namespace

void setLog(Log log) {
  const std::lock_guard<std::mutex> guard(output().mutex);
  output().wanted = static_cast<bool>(log);
  output().log = std::move(log);
}

void takeOverOutput() {
  pri_set_message(&write);
  pri_set_error(&write);
}

void traceAsAsked(struct ::pri* controller) {
  const int wanted = output().wanted ? PRI_DEBUG_Q931_DUMP | PRI_DEBUG_Q931_STATE | PRI_DEBUG_Q921_STATE : 0;
  if (pri_get_debug(controller) != wanted) pri_set_debug(controller, wanted);
}

}  // namespace partyline::pri
