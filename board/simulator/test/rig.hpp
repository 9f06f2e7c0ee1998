// A simulator process of its own with a temporary folder, and a plain program's view of its channels: open, ioctl, read, write, poll.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace partyline::simulator::test {

using Json = nlohmann::json;

void setProgram(const std::string& path);

class Rig {
 public:
  // `configuration` null: the default. Throws when it doesn't start.
  explicit Rig(const Json& configuration = nullptr);
  // In a folder where one was killed.
  struct Again {};
  Rig(std::string folder, Again);
  ~Rig();
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  std::string root() const { return folder_ + "/dahdi"; }
  // The answer.
  Json ask(Json command) const;
  // As it is, and the answer to it.
  Json askRaw(const std::string& line) const;
  // The next event for which `wanted` holds; those before it are let go. Throws after ten seconds.
  Json waitFor(const std::function<bool(const Json&)>& wanted);
  // Ends it by closing its input; its exit code.
  int end();
  pid_t process() const { return process_; }
  std::string folder() const { return folder_; }

 private:
  void start(std::vector<std::string> words);
  Json next(int timeout_ms) const;

  std::string folder_;
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  mutable std::string partial_;
  mutable std::deque<Json> events_;
};

// An opened channel.
class Device {
 public:
  enum class Mode { waits, never_waits };
  // `number` 0: nothing is specified.
  Device(const Rig& rig, int number, Mode mode = Mode::never_waits, const char* file = "channel");
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  int file() const { return file_; }
  // 0, or errno.
  int control(unsigned long command, int value) const;
  int control(unsigned long command, void* argument) const;
  int value(unsigned long command) const;  // -1 when it is refused
  // 20 ms blocks of linear samples, four buffers.
  void useBlocks() const;
  // Bytes, or minus errno.
  int read(void* bytes, size_t count) const;
  int write(const void* bytes, size_t count) const;
  // poll(2)'s mask when one of `events` came, 0 after the time.
  int poll(int events, int timeout_ms) const;
  // The next event, reading and writing blocks of silence meanwhile; 0 after ten seconds.
  int nextEvent() const;
  // The first of the given events; those before it are let go.
  bool waitForEvent(int event) const;

 private:
  int file_;
};

}  // namespace partyline::simulator::test
