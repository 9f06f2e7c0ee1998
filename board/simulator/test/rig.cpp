#include "rig.hpp"

#include <dahdi/user.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace partyline::simulator::test {

namespace {

constexpr int kPatienceMs = 10000;
std::string program;

std::string temporaryFolder() {
  std::string path = std::filesystem::temp_directory_path().string() + "/partyline-lines-XXXXXX";
  if (!mkdtemp(path.data())) throw std::runtime_error("no temporary folder");
  return path;
}

int result(int done) { return done < 0 ? errno : 0; }

}  // namespace

void setProgram(const std::string& path) { program = path; }

Rig::Rig(const Json& configuration) : folder_(temporaryFolder()) {
  std::vector<std::string> words{program, "--folder", folder_};
  if (!configuration.is_null()) {
    std::ofstream(folder_ + "/lines.json") << configuration;
    words.insert(words.end(), {"--configuration", folder_ + "/lines.json"});
  }
  start(std::move(words));
}

Rig::Rig(std::string folder, Again) : folder_(std::move(folder)) { start({program, "--folder", folder_}); }

void Rig::start(std::vector<std::string> words) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipes");
  process_ = fork();
  if (process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(program.c_str(), arguments.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  input_ = in[1];
  output_ = out[0];
  waitFor([](const Json& event) { return event["event"] == "ready"; });
}

Rig::~Rig() {
  end();
  std::error_code ignored;  // what stays behind is in the temporary folder
  std::filesystem::remove_all(folder_, ignored);
}

int Rig::end() {
  if (process_ < 0) return -1;
  close(input_);
  int status = 0;
  waitpid(std::exchange(process_, -1), &status, 0);
  close(output_);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Json Rig::next(int timeout_ms) const {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  for (;;) {
    const size_t end = partial_.find('\n');
    if (end != std::string::npos) {
      const Json message = Json::parse(partial_.substr(0, end));
      partial_.erase(0, end + 1);
      return message;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd waiting{output_, POLLIN, 0};
    std::array<char, 4096> buffer;
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) throw std::runtime_error("the simulator did not say it in time");
    const ssize_t length = ::read(output_, buffer.data(), buffer.size());
    if (length <= 0) throw std::runtime_error("the simulator ended");
    partial_.append(buffer.data(), static_cast<size_t>(length));
  }
}

Json Rig::ask(Json command) const {
  command["id"] = 1;
  return askRaw(command.dump());
}

Json Rig::askRaw(const std::string& line) const {
  const std::string text = line + "\n";
  if (::write(input_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) throw std::runtime_error("the simulator does not listen");
  for (;;) {
    Json message = next(kPatienceMs);
    if (!message.contains("event")) return message;
    events_.push_back(std::move(message));
  }
}

Json Rig::waitFor(const std::function<bool(const Json&)>& wanted) {
  for (;;) {
    while (!events_.empty()) {
      const Json event = std::move(events_.front());
      events_.pop_front();
      if (wanted(event)) return event;
    }
    events_.push_back(next(kPatienceMs));
  }
}

Device::Device(const Rig& rig, int number, Mode mode, const char* file) : file_(::open((rig.root() + "/" + file).c_str(), O_RDWR | O_CLOEXEC | (mode == Mode::never_waits ? O_NONBLOCK : 0))) {
  if (file_ < 0) throw std::runtime_error("a channel can't be opened");
  if (number > 0 && control(DAHDI_SPECIFY, number) != 0) throw std::runtime_error("a channel can't be specified");
}

Device::~Device() { close(file_); }

int Device::control(unsigned long command, int value) const { return result(ioctl(file_, command, &value)); }
int Device::control(unsigned long command, void* argument) const { return result(ioctl(file_, command, argument)); }

int Device::value(unsigned long command) const {
  int value = 0;
  return ioctl(file_, command, &value) < 0 ? -1 : value;
}

void Device::useBlocks() const {
  dahdi_bufferinfo buffers{DAHDI_POLICY_IMMEDIATE, DAHDI_POLICY_IMMEDIATE, 4, 160, 0, 0};
  if (control(DAHDI_SET_BUFINFO, &buffers) != 0 || control(DAHDI_SETLINEAR, 1) != 0) throw std::runtime_error("no blocks of 20 ms");
}

int Device::read(void* bytes, size_t count) const {
  const ssize_t length = ::read(file_, bytes, count);
  return length < 0 ? -errno : static_cast<int>(length);
}

int Device::write(const void* bytes, size_t count) const {
  const ssize_t length = ::write(file_, bytes, count);
  return length < 0 ? -errno : static_cast<int>(length);
}

int Device::poll(int events, int timeout_ms) const {
  pollfd waiting{file_, static_cast<short>(events), 0};
  return ::poll(&waiting, 1, timeout_ms) > 0 ? waiting.revents : 0;
}

int Device::nextEvent() const {
  std::array<int16_t, 160> block{};
  for (;;) {
    const int mask = poll(POLLIN | POLLPRI, kPatienceMs);
    if (mask == 0) return 0;
    if (mask & POLLPRI) return value(DAHDI_GETEVENT);
    read(block.data(), sizeof block);
  }
}

bool Device::waitForEvent(int event) const {
  for (;;) {
    const int next = nextEvent();
    if (next == event) return true;
    if (next <= 0) return false;
  }
}

}  // namespace partyline::simulator::test
