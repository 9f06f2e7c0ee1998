// The process: arguments, standard input and output, signals, exit code.
#include <sched.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/epoll.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "control/line_input.hpp"
#include "simulator.hpp"

namespace partyline::simulator {
namespace {

enum ExitCode { kEnded = 0, kFailed = 1, kWrong = 2, kNoFuseHere = 3 };

constexpr int kCardPriority = 5;  // below the box's audio

struct Arguments {
  std::string folder;
  std::string configuration;
};

Arguments parsed(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i];
    if (name == "--folder") arguments.folder = words[i + 1];
    else if (name == "--configuration") arguments.configuration = words[i + 1];
    else throw Refused("there is no option " + name);
  }
  if (arguments.folder.empty() || count % 2 == 0) throw Refused("usage: partyline-lines-simulator --folder <folder> [--configuration <file>]");
  return arguments;
}

Configuration configurationIn(const std::string& path) {
  if (path.empty()) return defaultConfiguration();
  std::ifstream file(path);
  if (!file) throw Refused("the configuration " + path + " can't be read");
  const Json json = Json::parse(file, nullptr, false, true);
  if (json.is_discarded()) throw Refused("the configuration " + path + " is no JSON");
  return configurationOf(json);
}

// Two simulators in one folder would take each other's mount away. The file is released by the process's end.
void lockFolder(const std::string& folder) {
  std::filesystem::create_directories(folder);
  const int file = open((folder + "/lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0 || flock(file, LOCK_EX | LOCK_NB) != 0) throw std::runtime_error("another simulator runs in " + folder);
}

void writeLine(const std::string& line) {
  const std::string text = line + "\n";
  for (size_t sent = 0; sent < text.size();) {
    const ssize_t now = write(STDOUT_FILENO, text.data() + sent, text.size() - sent);
    if (now < 0 && errno != EINTR) return;  // nobody reads any more; standard input will end too
    if (now > 0) sent += static_cast<size_t>(now);
  }
}

int endingSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &signals, SFD_CLOEXEC);
}

void run(const Arguments& arguments) {
  const Configuration configuration = configurationIn(arguments.configuration);
  lockFolder(arguments.folder);
  EventLoop loop;
  Control control(writeLine);
  Simulator simulator({loop, control, configuration, std::filesystem::absolute(arguments.folder).lexically_normal().string()});
  loop.watch(endingSignals(), EPOLLIN, [&](uint32_t) { loop.stop(); });
  const LineInput input(loop, STDIN_FILENO, [&](const std::string& line) { control.take(line); }, [&] { loop.stop(); });
  // A card's clock does not wait for programs; where that is not permitted, it does.
  sched_param priority{};
  priority.sched_priority = kCardPriority;
  sched_setscheduler(0, SCHED_FIFO, &priority);
  control.tell("ready", simulator.facts());
  loop.run();
}

int exitCode(int count, char** words) {
  try {
    run(parsed(count, words));
    return kEnded;
  } catch (const Refused& refused) {
    std::cerr << "partyline-lines-simulator: " << refused.what() << "\n";
    return kWrong;
  } catch (const NoFuse& no_fuse) {
    std::cerr << "partyline-lines-simulator: " << no_fuse.what() << "\n";
    return kNoFuseHere;
  } catch (const std::exception& error) {
    std::cerr << "partyline-lines-simulator: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace
}  // namespace partyline::simulator

int main(int count, char** words) { return partyline::simulator::exitCode(count, words); }
