// Voice streams of a modem that is a PTY.
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <string>

#include "../dle_stream.hpp"
#include "rig.hpp"

namespace partyline::lines::test {
namespace {

// The modem's end of a PTY.
class Modem {
 public:
  Modem() : fd_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    ::grantpt(fd_);
    ::unlockpt(fd_);
    path_ = ::ptsname(fd_);
    // While nobody has the other end open, the PTY would look like one that is gone.
    holder_ = ::open(path_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  }
  ~Modem() { unplug(); }
  const std::string& path() const { return path_; }

  void say(const std::string& bytes) { CHECK_EQ(::write(fd_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size())); }
  void sayBlock(uint8_t byte) { say(std::string(160, static_cast<char>(byte))); }
  // Reads until this is in what came; all that came, or what came before a deadline.
  std::string hear(const std::string& until) {
    std::string heard;
    while (heard.find(until) == std::string::npos && readable()) {
      char bytes[512];
      const ssize_t count = ::read(fd_, bytes, sizeof bytes);
      if (count <= 0) break;
      heard.append(bytes, static_cast<size_t>(count));
    }
    return heard;
  }
  void unplug() {
    if (fd_ < 0) return;
    ::close(fd_);
    ::close(holder_);
    fd_ = -1;
  }

 private:
  bool readable() const {
    pollfd poll{fd_, POLLIN, 0};
    return ::poll(&poll, 1, 10000) == 1;
  }

  int fd_, holder_ = -1;
  std::string path_;
};

struct Call : Rig {
  explicit Call(VoiceCoding coding = VoiceCoding::linear_unsigned) {
    LineOptions options;
    options.device = ModemDevice{modem.path(), coding};
    CHECK(lines.open(1, options).kind == LineKind::modem);
  }
  void begin() {
    CHECK(lines.startVoice(1, "AT+VTR"));
    CHECK(modem.hear("\r").find("AT+VTR\r") != std::string::npos);
    modem.say("\r\nCONNECT\r\n");
    CHECK(notes.next<VoiceChange>()->on);
  }
  Modem modem;
};

const std::string kDleByte(1, static_cast<char>(kDle));

}  // namespace

TEST("a modem's stream begins with CONNECT and carries speech both ways") {
  Call call;
  call.lines.setLoopback(1, true);
  call.begin();
  call.modem.sayBlock(0x90);
  CHECK(call.modem.hear(std::string(160, '\x90')).find(std::string(160, '\x90')) != std::string::npos);
}

TEST("a DLE in speech is doubled both ways") {
  Call call;
  call.lines.setLoopback(1, true);
  call.begin();
  std::string speech;
  for (int i = 0; i < 160; i++) speech += kDleByte + kDleByte;
  call.modem.say(speech);
  CHECK(call.modem.hear(speech).find(speech) != std::string::npos);
}

TEST("a modem's keys are digits, each once, and its other codes are told") {
  Call call;
  call.begin();
  const LegId leg = call.lines.startLeg(1);
  call.modem.say(kDleByte + "5" + kDleByte + "5" + kDleByte + "b");
  CHECK_EQ(call.notes.next<DleCode>()->code, 'b');
  const auto digit = call.notes.next<LegDigit>();
  CHECK(digit && digit->leg == leg && digit->digit == '5');
  CHECK(!call.notes.any<LegDigit>());
}

TEST("a key that a modem marks by its beginning and end counts once, however long it is held") {
  ModemKeys keys;
  CHECK(!keys.take('/', 0));
  CHECK(keys.take('7', 10));
  CHECK(!keys.take('7', 8000));
  CHECK(keys.sounds(8000));
  CHECK(!keys.take('~', 16000));
  CHECK(!keys.sounds(17000));
  CHECK(keys.take('7', 16100));
}

TEST("a key that is pressed twice counts twice, one that is only repeated by the modem once") {
  ModemKeys keys;
  CHECK(keys.take('1', 0));
  CHECK(!keys.take('1', 70 * 8));
  CHECK(!keys.take('1', 140 * 8));
  CHECK(keys.take('1', 240 * 8));
  CHECK(keys.take('2', 245 * 8));
}

TEST("a stream that is ended waits for the modem's OK and lets the device go") {
  Call call;
  call.begin();
  CHECK(!call.lines.startVoice(1, "AT+VTR"));
  CHECK(call.lines.stopVoice(1, {kDle, 0x03}));
  call.modem.hear(kDleByte + "\x03");
  call.modem.say(std::string(100, '\x80') + kDleByte + "\x03\r\nVCON\r\n");
  const auto ended = call.notes.next<VoiceChange>();
  CHECK(ended && !ended->on && ended->reason.empty());
  call.begin();
}

TEST("a modem that refuses is told, and can be tried again") {
  Call call;
  CHECK(call.lines.startVoice(1, "AT+VTR"));
  call.modem.say("\r\nERROR\r\n");
  const auto refused = call.notes.next<VoiceChange>();
  CHECK(refused && !refused->on && !refused->reason.empty());
  call.begin();
}

TEST("a modem that answers nonsense is given up") {
  Call call;
  CHECK(call.lines.startVoice(1, "AT+VTR"));
  call.modem.say(std::string(3000, 'x') + "\r\n\x01\xff\r\nCONN\r\n");
  const auto ended = call.notes.next<VoiceChange>();
  CHECK(ended && !ended->on && !ended->reason.empty());
}

TEST("a modem that ends its stream by itself is told") {
  Call call;
  call.begin();
  call.modem.say(kDleByte + "\x03");
  const auto ended = call.notes.next<VoiceChange>();
  CHECK(ended && !ended->on && !ended->reason.empty());
}

TEST("a modem that is unplugged in a call ends the stream, the leg and the line") {
  Call call;
  call.begin();
  const LegId leg = call.lines.startLeg(1);
  call.modem.unplug();
  const auto ended = call.notes.next<VoiceChange>();
  CHECK(ended && !ended->on);
  const auto gone = call.notes.next<LineGone>();
  CHECK(gone && gone->line == 1);
  CHECK(!call.lines.hasLeg(leg));
  CHECK(!call.lines.startVoice(1, "AT+VTR"));
}

TEST("a modem whose device is not there, or is no terminal, can't be started") {
  Rig rig;
  LineOptions options;
  LineId line = 1;
  for (const char* path : {"/nowhere/modem", "/dev/null"}) {
    options.device = ModemDevice{path, VoiceCoding::mu};
    rig.lines.open(line, options);
    CHECK(!rig.lines.startVoice(line, "AT+VTR"));
    line++;
  }
}

}  // namespace partyline::lines::test
