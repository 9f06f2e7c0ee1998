// A run's figures as one line of JSON.
#pragma once
#include <string>

#include "hearing.hpp"
#include "run.hpp"

namespace partyline::bench {

std::string makeReport(const Run& run, const Measurement& measurement, const Hearing& hearing);

}  // namespace partyline::bench
