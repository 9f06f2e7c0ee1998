// What a primary rate span is set to, and what a call is set up with.
#pragma once
#include <cstdint>
#include <string>

namespace partyline::pri {

using SpanId = uint32_t;
using CallId = uint32_t;

enum class SwitchType { euroisdn, ni2 };
enum class Side { user, network };
// Type of number, Q.931 4.5.8, of ITU-T E.164 numbers.
enum class NumberPlan { unknown, national, international, subscriber };
enum class Law { a, mu };
// 3.1 kHz audio, or unrestricted digital information (Q.931 4.5.5).
enum class Bearer { audio, data };

struct Options {
  SwitchType switch_type = SwitchType::euroisdn;
  Side side = Side::user;
  bool overlap = false;   // digits may come, and go, one by one (Q.931 5.2.4)
};

struct SpanOptions {
  std::string root;    // /dev/dahdi or a folder that behaves like it
  int d_channel = 0;   // its number there
  Options options;
};

struct Setup {
  int channel = 0;         // timeslot, 1 .. 31
  bool exclusive = false;
  std::string called;
  NumberPlan called_plan = NumberPlan::unknown;
  std::string calling;
  std::string calling_name;   // UTF-8
  bool withheld = false;      // the called party shall not see number and name
  bool complete = true;
  Law law = Law::a;
  Bearer bearer = Bearer::audio;
};

}  // namespace partyline::pri
