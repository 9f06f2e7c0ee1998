// What JavaScript asks of lines (addons/lines.ts), read and checked. When something is wrong, the arguments' TypeError waits and the
// result means nothing.
#pragma once
#include <string>
#include <vector>

#include "../dsp/tone_watch.hpp"
#include "../lines/line.hpp"
#include "properties.hpp"

namespace partyline::binding {

constexpr Range kLineGainDb{-12, 12};

lines::LineOptions readLineOptions(Arguments& arguments, size_t index);
lines::RingOrder readRing(Arguments& arguments, size_t index);
std::vector<dsp::ToneSpec> readTones(Arguments& arguments, size_t index);
// Null: none.
std::vector<dsp::CallerIdKind> readCallerIdKinds(Arguments& arguments, size_t index);
lines::Hook readHook(Arguments& arguments, size_t index);
// 'auto': true, 'off': false.
bool readEcho(Arguments& arguments, size_t index);
// '0'-'9' only.
std::string readPulseDigits(Arguments& arguments, size_t index);
// One line of what a modem understands: ASCII without control characters.
std::string readModemCommand(Arguments& arguments, size_t index);
std::vector<uint8_t> readHex(Arguments& arguments, size_t index, const char* name);

}  // namespace partyline::binding
