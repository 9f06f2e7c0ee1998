#include "line_options.hpp"

#include <algorithm>

namespace partyline::binding {

namespace {

constexpr Range kChannel{1, 1023};
constexpr Range kFlashMs{0, 2000};
constexpr Range kCadenceMs{1, 20000};
constexpr size_t kCadenceNumbers = 16;
constexpr Range kToneMs{0, 60000};
constexpr Range kToneHz{1, 4000};
constexpr size_t kMostPulseDigits = 100;
constexpr size_t kMostCommand = 120;
constexpr size_t kMostEnding = 64;

const std::vector<const char*> kCallerIdKinds{"bell202", "v23", "dtmf"};
const std::vector<const char*> kLaws{"a", "mu"};

dsp::CallerIdKind callerIdKind(const Properties& from, const char* key) { return static_cast<dsp::CallerIdKind>(from.oneOf(key, kCallerIdKinds)); }

lines::DahdiDevice readDahdi(const Properties& from) {
  lines::DahdiDevice device;
  device.root = from.text("root");
  device.channel = static_cast<int>(from.integer("channel", kChannel));
  device.law = static_cast<dsp::Law>(from.oneOf("law", kLaws));
  return device;
}

lines::ModemDevice readModem(const Properties& from) {
  lines::ModemDevice device;
  device.path = from.text("path");
  device.coding = static_cast<lines::VoiceCoding>(from.oneOf("coding", {"mu", "a", "linear-unsigned"}));
  return device;
}

// An object around one argument, so that what is in it is named by its path in messages.
Napi::Object holderOf(Arguments& arguments, size_t index, const char* name) {
  const Napi::Object holder = Napi::Object::New(arguments.env());
  holder.Set(name, arguments.value(index));
  return holder;
}

dsp::ToneStretch readStretch(const Properties& from) {
  dsp::ToneStretch stretch;
  size_t count = 0;
  from.forEach("frequenciesHz", [&](const Properties& frequencies, const char* index) {
    const auto frequency_hz = static_cast<float>(frequencies.number(index, kToneHz));
    if (count < stretch.frequency_hz.size()) stretch.frequency_hz[count++] = frequency_hz;
  });
  stretch.on_ms = from.integer("onMs", kToneMs);
  stretch.off_ms = from.integer("offMs", kToneMs);
  return stretch;
}

template <typename Fits>
std::string readText(Arguments& arguments, size_t index, const char* name, const char* expected, Fits fits) {
  const std::string text = arguments.text(index, name);
  if (arguments.ok() && !fits(text)) arguments.fail(name, expected, arguments.value(index));
  return text;
}

bool isHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

lines::LineOptions readLineOptions(Arguments& arguments, size_t index) {
  const Properties from(arguments, arguments.object(index, "options"), "options");
  lines::LineOptions options;
  const Properties device = from.object("device");
  if (device.oneOf("kind", {"dahdi", "modem"}) == 0) options.device = readDahdi(device);
  else options.device = readModem(device);
  options.cancel_echo = from.oneOf("echo", {"auto", "off"}) == 0;
  options.hardware_digits = from.oneOf("digits", {"auto", "software"}) == 0;
  options.receive_gain_db = static_cast<float>(from.number("receiveGainDb", kLineGainDb));
  options.transmit_gain_db = static_cast<float>(from.number("transmitGainDb", kLineGainDb));
  options.flash_ms = from.integer("flashMs", kFlashMs);
  return options;
}

lines::RingOrder readRing(Arguments& arguments, size_t index) {
  const Properties from(arguments, arguments.object(index, "ring"), "ring");
  lines::RingOrder order;
  from.forEach("cadenceMs", [&](const Properties& numbers, const char* place) { order.cadence_ms.push_back(numbers.integer(place, kCadenceMs)); });
  if (arguments.ok() && (order.cadence_ms.empty() || order.cadence_ms.size() > kCadenceNumbers)) {
    arguments.fail("ring.cadenceMs", "1 to 16 numbers", arguments.object(index, "ring").Get("cadenceMs"));
  }
  if (!arguments.ok() || from.isNull("callerId")) return order;
  const Properties caller_id = from.object("callerId");
  const dsp::CallerIdKind kind = callerIdKind(caller_id, "kind");
  const dsp::CallerIdMessage message{caller_id.text("number"), caller_id.text("name"), caller_id.text("time")};
  if (arguments.ok()) order.caller_id = dsp::callerIdSamples(kind, message);
  return order;
}

std::vector<dsp::ToneSpec> readTones(Arguments& arguments, size_t index) {
  std::vector<dsp::ToneSpec> tones;
  Properties{arguments, holderOf(arguments, index, "tones"), ""}.forEachObject("tones", [&](const Properties& from) {
    dsp::ToneSpec tone;
    tone.tone = from.text("tone");
    tone.greeting = from.has("sound") && from.oneOf("sound", {"greeting"}) == 0;
    if (!tone.greeting) from.forEachObject("cadence", [&](const Properties& stretch) { tone.cadence.push_back(readStretch(stretch)); });
    tones.push_back(std::move(tone));
  });
  return tones;
}

std::vector<dsp::CallerIdKind> readCallerIdKinds(Arguments& arguments, size_t index) {
  std::vector<dsp::CallerIdKind> kinds;
  if (arguments.value(index).IsNull()) return kinds;
  Properties{arguments, holderOf(arguments, index, "kinds"), ""}.forEach("kinds", [&](const Properties& from, const char* place) {
    kinds.push_back(callerIdKind(from, place));
  });
  return kinds;
}

lines::Hook readHook(Arguments& arguments, size_t index) {
  const Properties holder{arguments, holderOf(arguments, index, "hook"), ""};
  return static_cast<lines::Hook>(holder.oneOf("hook", {"on", "off", "flash"}));
}

bool readEcho(Arguments& arguments, size_t index) {
  const Properties holder{arguments, holderOf(arguments, index, "echo"), ""};
  return holder.oneOf("echo", {"auto", "off"}) == 0;
}

std::string readPulseDigits(Arguments& arguments, size_t index) {
  return readText(arguments, index, "digits", "1 to 100 digits", [](const std::string& text) {
    return !text.empty() && text.size() <= kMostPulseDigits && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  });
}

std::string readModemCommand(Arguments& arguments, size_t index) {
  return readText(arguments, index, "command", "1 to 120 characters of ASCII", [](const std::string& text) {
    return !text.empty() && text.size() <= kMostCommand && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  });
}

std::vector<uint8_t> readHex(Arguments& arguments, size_t index, const char* name) {
  const std::string text = readText(arguments, index, name, "bytes as pairs of hexadecimal digits", [](const std::string& hex) {
    return hex.size() % 2 == 0 && hex.size() <= 2 * kMostEnding && std::all_of(hex.begin(), hex.end(), isHexDigit);
  });
  std::vector<uint8_t> bytes;
  if (!arguments.ok()) return bytes;
  for (size_t i = 0; i < text.size(); i += 2) bytes.push_back(static_cast<uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
  return bytes;
}

}  // namespace partyline::binding
