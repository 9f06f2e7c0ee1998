#include "target_process.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "clock.hpp"

namespace partyline::bench {
namespace {

// Fields of /proc/net/udp: "sl local_address … drops"; the address is hexadecimal "ADDRESS:PORT".
constexpr size_t kLocalAddressField = 1;

int localPort(const std::string& address) {
  return static_cast<int>(std::stol(address.substr(address.find(':') + 1), nullptr, 16));
}

}  // namespace

int64_t processCpuNs(pid_t pid) {
  if (pid == 0) return 0;
  clockid_t clock{};
  if (clock_getcpuclockid(pid, &clock) != 0) throw std::runtime_error("the target process is gone");
  return readClock(clock);
}

int64_t ownCpuNs() { return readClock(CLOCK_PROCESS_CPUTIME_ID); }

int64_t droppedPackets(const std::set<int>& ports) {
  std::ifstream in("/proc/net/udp");
  std::string line;
  std::getline(in, line);
  int64_t dropped = 0;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::vector<std::string> fields;
    for (std::string word; words >> word;) fields.push_back(word);
    if (fields.size() > kLocalAddressField && ports.count(localPort(fields[kLocalAddressField])) > 0) {
      dropped += std::stoll(fields.back());
    }
  }
  return dropped;
}

}  // namespace partyline::bench
