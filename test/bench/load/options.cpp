#include "options.hpp"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <sstream>

namespace partyline::bench {
namespace {

[[noreturn]] void refuse(const std::string& message) {
  std::fprintf(stderr, "load: %s\n", message.c_str());
  std::exit(2);
}

std::vector<std::string> splitCommas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

std::vector<Codec> parseCodecs(const std::string& text) {
  std::vector<Codec> codecs;
  for (const auto& name : splitCommas(text)) {
    const auto codec = codecByName(name);
    if (!codec) refuse("expected pcmu, pcma, g722 or opus, got \"" + name + "\"");
    codecs.push_back(*codec);
  }
  return codecs;
}

double parseNumber(const std::string& name, const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || *end != '\0' || value < 0) refuse(name + ": expected a number, got \"" + text + "\"");
  return value;
}

using Setter = std::function<void(Options&, const std::string&)>;

template <typename T>
Setter number(const char* name, T Options::*member) {
  return [=](Options& o, const std::string& v) { o.*member = static_cast<T>(parseNumber(name, v)); };
}

const std::map<std::string, Setter>& setters() {
  static const std::map<std::string, Setter> table{
      {"--address", [](Options& o, const std::string& v) { o.target_address = v; }},
      {"--port", number("--port", &Options::target_port)},
      {"--pid", number("--pid", &Options::target_pid)},
      {"--to", [](Options& o, const std::string& v) { o.extensions = splitCommas(v); }},
      {"--calls", number("--calls", &Options::calls)},
      {"--rate", number("--rate", &Options::arrivals_per_s)},
      {"--codecs", [](Options& o, const std::string& v) { o.codecs = parseCodecs(v); }},
      {"--pin", [](Options& o, const std::string& v) { o.pin = v; }},
      {"--pin-delay-ms", number("--pin-delay-ms", &Options::pin_delay_ms)},
      {"--pattern", [](Options& o, const std::string& v) { o.pattern = v == "marker" ? Pattern::marker : Pattern::speech; }},
      {"--background", [](Options& o, const std::string& v) { o.background = v == "silence" ? Background::silence : Background::noise; }},
      {"--speakers", number("--speakers", &Options::speakers)},
      {"--echo", [](Options& o, const std::string& v) { o.echo = v == "yes"; }},
      {"--recording", [](Options& o, const std::string& v) { o.recording = v; }},
      {"--settle-ms", number("--settle-ms", &Options::settle_ms)},
      {"--measure-ms", number("--measure-ms", &Options::measure_ms)},
      {"--late-to", [](Options& o, const std::string& v) { o.late_extensions = splitCommas(v); }},
      {"--late-calls", number("--late-calls", &Options::late_calls)},
      {"--late-rate", number("--late-rate", &Options::late_arrivals_per_s)},
  };
  return table;
}

void check(const Options& o) {
  if (o.extensions.empty()) refuse("--to is missing: the extensions to dial, separated by commas");
  if (o.late_calls > 0 && o.late_extensions.empty()) refuse("--late-calls needs --late-to");
  if (o.calls < 1 || o.codecs.empty()) refuse("at least one call and one codec are needed");
  if (o.arrivals_per_s <= 0 || o.late_arrivals_per_s <= 0) refuse("an arrival rate must be above 0");
}

}  // namespace

Options parseOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const auto found = setters().find(argv[i]);
    if (found == setters().end()) refuse(std::string("unknown option \"") + argv[i] + "\"");
    if (i + 1 >= argc) refuse(std::string(argv[i]) + " needs a value");
    found->second(options, argv[i + 1]);
  }
  check(options);
  return options;
}

}  // namespace partyline::bench
