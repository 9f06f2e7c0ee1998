#include "modem.hpp"

#include <algorithm>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr int kDialToneWaitMs = 5000;
constexpr int kNoAnswerMs = 60000;
// Ringing that has not come back for so long, or never came, means an answer (V.253, +VRA and +VRN).
constexpr int kRingingGoneMs = 5500;
constexpr int kRingingNeverMs = 10000;
constexpr KeyTiming kKeys{80, 80, -8, 0};

const std::vector<std::string> kActs = {"unplug", "plug-in", "well", "silent", "nonsense", "lift-telephone", "put-down-telephone"};

bool isSilent(const Block& block) { return std::all_of(block.begin(), block.end(), [](int16_t sample) { return sample == 0; }); }

std::string dialled(const std::string& text) {
  std::string number;
  for (const char letter : text) {
    if (KeyTones::isKey(letter) || letter == ',') number += letter;
  }
  return number;
}

}  // namespace

Modem::Modem(Surroundings surroundings, ModemPlace place, std::string id, const ModemModel& model)
    : surroundings_(surroundings),
      line_(place.line),
      id_(std::move(id)),
      model_(model),
      pty_(surroundings.loop, place.link, [this](const uint8_t* bytes, size_t count) { received(bytes, count); }),
      interpreter_(model,
                   {[this] { return hangUp(); }, [this] { return takeLine(); }, [this](const std::string& number) { return dial(number); }, [this] { return stream(); },
                    [this] { endDialling("NO CARRIER"); }},
                   [this](const std::string& text) { write(text); }),
      stream_(model),
      caller_id_([this](const CallerId& caller) { show(caller); }),
      digits_([this](char digit, bool down) { key(digit, down); }) {
  line_.attach(this);
  pty_.plugIn();
  surroundings_.control.add(id_, [this](const Json& request) { return act(request); });
}

Modem::~Modem() { line_.attach(nullptr); }

Json Modem::state() const {
  static const char* const modes[] = {"command", "waiting", "dialling", "progress", "stream"};
  return {{"id", id_}, {"model", model_.id}, {"pluggedIn", pty_.pluggedIn()}, {"offHook", off_hook_}, {"mode", modes[static_cast<int>(mode_)]}};
}

Json Modem::act(const Json& request) {
  const std::string what = wordOf(request, "act", kActs);
  if (what == "unplug") unplug();
  else if (what == "plug-in") pty_.plugIn();
  else if (what == "silent") behaviour_ = Behaviour::silent;
  else if (what == "nonsense") behaviour_ = Behaviour::nonsense;
  else if (what == "well") behaviour_ = Behaviour::well;
  else if (mode_ == Mode::stream) write(dleCode(what == "lift-telephone" ? 'H' : 'h'));
  else throw Refused("no stream runs, so that it would not be told");
  return Json();
}

// It loses its supply with its cable.
void Modem::unplug() {
  pty_.unplug();
  setHook(false);
  interpreter_.reset();
  become(Mode::command);
}

void Modem::received(const uint8_t* bytes, size_t count) {
  if (behaviour_ == Behaviour::silent) return;
  if (behaviour_ == Behaviour::nonsense) {
    static const std::string noise = "\x81\x92\xa5~{\r\n\xfe\xed\r\n";
    pty_.write(reinterpret_cast<const uint8_t*>(noise.data()), noise.size());
    return;
  }
  for (size_t i = 0; i < count; i++) takeByte(bytes[i]);
}

void Modem::takeByte(uint8_t byte) {
  if (mode_ != Mode::stream) interpreter_.take(static_cast<char>(byte));
  else if (stream_.take(byte)) endStream();
}

void Modem::write(const std::string& text) {
  if (behaviour_ != Behaviour::well) return;
  pty_.write(reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

void Modem::setHook(bool off) {
  if (std::exchange(off_hook_, off) == off) return;
  line_.setLoop(off);
  surroundings_.control.tell("modem", state());
}

void Modem::become(Mode mode) {
  mode_ = mode;
  waited_ms_ = 0;
  ear_.reset();
  keys_.stop();
}

std::string Modem::hangUp() {
  become(Mode::command);
  setHook(false);
  return "OK";
}

std::string Modem::takeLine() {
  setHook(true);
  return interpreter_.inVoiceMode() ? "VCON" : "OK";
}

std::string Modem::dial(const std::string& number) {
  if (!interpreter_.inVoiceMode()) return "ERROR";
  if (line_.battery() == Battery::none) return "NO DIALTONE";
  number_ = dialled(number);
  become(Mode::waiting);
  setHook(true);
  return "";
}

std::string Modem::stream() {
  if (!off_hook_) return "ERROR";
  become(Mode::stream);
  stream_.begin();
  digits_.reset();
  starving_ = true;   // until the computer's first samples
  return "CONNECT";
}

void Modem::endDialling(const std::string& result) {
  become(Mode::command);
  if (result != "VCON") setHook(false);
  interpreter_.result(result);
}

void Modem::endStream() {
  write(dleCode(0x03));
  become(Mode::command);
  interpreter_.say("OK");
}

void Modem::ringSignal(bool on) {
  if (!on || off_hook_) return;
  caller_id_.reset();
  told_caller_id_ = false;
  interpreter_.say("RING");
}

void Modem::batteryChanged(Battery battery) {
  if (battery == Battery::none && mode_ == Mode::stream) write(dleCode('l'));
}

void Modem::show(const CallerId& id) {
  // Both kinds of FSK are understood, and so near to each other that one message is read twice.
  if (!interpreter_.tellsCallerId() || off_hook_ || std::exchange(told_caller_id_, true)) return;
  if (id.time.size() == 8) interpreter_.say("DATE = " + id.time.substr(0, 4) + "\r\nTIME = " + id.time.substr(4));
  interpreter_.say("NMBR = " + (id.number.empty() ? "P" : id.number));
  if (!id.name.empty()) interpreter_.say("NAME = " + id.name);
}

void Modem::exchangeAudio(const Block& heard, Block& said) {
  if (!off_hook_) {
    if (!isSilent(heard)) caller_id_.take(heard);
    return;
  }
  waited_ms_ += kTickMs;
  if (mode_ == Mode::stream) hearStream(heard, said);
  else if (mode_ != Mode::command) hearDialling(heard, said);
}

void Modem::hearStream(const Block& heard, Block& said) {
  digits_.take(heard);
  write(stream_.heard(heard));
  const ProgressEar::Heard progress = ear_.take(heard);
  if (progress == ProgressEar::Heard::busy) write(dleCode('b'));
  if (progress == ProgressEar::Heard::dial_tone) write(dleCode('d'));
  const bool enough = stream_.speak(said);
  if (!enough && !starving_) write(dleCode('u'));
  starving_ = !enough;
  if (stream_.overrun()) write(dleCode('o'));
}

void Modem::key(char digit, bool down) {
  if (mode_ != Mode::stream) return;
  if (down) write((model_.frames_keys ? dleCode('/') : "") + dleCode(digit));
  else if (model_.frames_keys) write(dleCode('~'));
}

void Modem::hearDialling(const Block& heard, Block& said) {
  if (mode_ == Mode::progress) return hearProgress(heard);
  if (mode_ == Mode::dialling) {
    keys_.addTo(said);
    if (keys_.isIdle()) become(Mode::progress);
    return;
  }
  if (ear_.take(heard) == ProgressEar::Heard::dial_tone) {
    become(Mode::dialling);
    keys_.press(number_, kKeys);
  } else if (waited_ms_ > kDialToneWaitMs) {
    endDialling("NO DIALTONE");
  }
}

void Modem::hearProgress(const Block& heard) {
  const ProgressEar::Heard progress = ear_.take(heard);
  if (progress == ProgressEar::Heard::busy) return endDialling("BUSY");
  if (progress == ProgressEar::Heard::voice) return endDialling("VCON");
  if (waited_ms_ > kNoAnswerMs) return endDialling("NO ANSWER");
  if (ear_.quietMs() > (ear_.heardRinging() ? kRingingGoneMs : kRingingNeverMs)) endDialling("VCON");
}

std::unique_ptr<Attachment> makeModem(Surroundings surroundings, ModemPlace place, const Json& options) {
  const std::string id = textOf(options, "id");
  const ModemModel* model = modemModel(textOf(options, "model", "cx93001", 40));
  if (!model) throw Refused("\"modems\": \"model\": expected cx93001 | usr5637 | zoom3095 | generic | data-only");
  return std::make_unique<Modem>(surroundings, std::move(place), id, *model);
}

}  // namespace partyline::simulator
