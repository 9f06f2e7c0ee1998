// What one run of the load generator does.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "codec.hpp"

namespace partyline::bench {

enum class Pattern { speech, marker };
enum class Background { noise, silence };

struct Options {
  std::string target_address = "127.0.0.1";
  int target_port = 5060;
  pid_t target_pid = 0;                 // whose CPU time is read
  std::vector<std::string> extensions;  // dialled in turn; one is a room
  int calls = 100;
  double arrivals_per_s = 40;
  std::vector<Codec> codecs{Codec::pcmu};  // given out in turn within each room
  std::string pin;                      // keyed by RFC 4733 after the answer
  int pin_delay_ms = 1500;
  Pattern pattern = Pattern::speech;
  Background background = Background::noise;
  int speakers = 3;                     // a room
  bool echo = false;                    // the target sends everyone his own audio: each call is a room of its own
  std::string recording = "/usr/share/asterisk/sounds/en_US_f_Allison/demo-instruct.g722";
  int settle_ms = 3000;
  int measure_ms = 10000;
  std::vector<std::string> late_extensions;  // dialled by the calls that arrive while the others are measured
  int late_calls = 0;
  double late_arrivals_per_s = 20;
};

// Exits with a message on standard error when the arguments are wrong.
Options parseOptions(int argc, char** argv);

}  // namespace partyline::bench
