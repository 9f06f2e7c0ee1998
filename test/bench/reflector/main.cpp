// The floor: a SIP server that only moves packets. Each call has a socket of its own; every 20 ms the newest packet of each
// call is received and sent back to it. Nothing is decoded. Its cost is what any server pays that serves a clock and sockets.
#include <sys/socket.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <memory>
#include <string>

#include "../load/clock.hpp"
#include "../load/sip_message.hpp"
#include "../load/udp_socket.hpp"

namespace partyline::bench {
namespace {

constexpr int64_t kTickNs = 20 * kNsPerMs;
constexpr int kMaxBytes = 2048;
constexpr int kBatch = 4;   // more than one packet waits only after a late tick
const char* const kAddress = "127.0.0.1";

class ReflectedCall {
 public:
  explicit ReflectedCall(const std::string& offer) : socket_(kAddress, 0) {
    const auto media = parseAnswer(offer);
    caller_ = socketAddress(kAddress, media.port);
    answer_ = offer;
    const std::string theirs = "m=audio " + std::to_string(media.port), ours = "m=audio " + std::to_string(socket_.port());
    answer_.replace(answer_.find(theirs), theirs.size(), ours);
  }

  const std::string& answer() const { return answer_; }

  void tick() {
    mmsghdr messages[kBatch] = {};
    iovec parts[kBatch];
    uint8_t data[kBatch][kMaxBytes];
    for (int i = 0; i < kBatch; ++i) {
      parts[i] = {data[i], kMaxBytes};
      messages[i].msg_hdr.msg_iov = &parts[i];
      messages[i].msg_hdr.msg_iovlen = 1;
    }
    const int count = recvmmsg(socket_.fd(), messages, kBatch, MSG_DONTWAIT, nullptr);
    if (count <= 0) return;
    uint8_t* packet = data[count - 1];
    ++sequence_;
    packet[2] = static_cast<uint8_t>(sequence_ >> 8);
    packet[3] = static_cast<uint8_t>(sequence_);
    const auto* to = reinterpret_cast<const sockaddr*>(&caller_);
    sendto(socket_.fd(), packet, messages[count - 1].msg_len, 0, to, sizeof caller_);
  }

 private:
  UdpSocket socket_;
  sockaddr_in caller_{};
  std::string answer_;
  uint16_t sequence_ = 0;
};

class Reflector {
 public:
  explicit Reflector(int port) : sip_(kAddress, port) {}

  [[noreturn]] void run() {
    std::printf("ready\n");
    std::fflush(stdout);
    for (int64_t due_ns = monotonicNs();; due_ns += kTickNs) {
      sleepUntil(due_ns);
      for (auto& [id, call] : calls_) call->tick();
      serveSip();
    }
  }

 private:
  void serveSip() {
    static char buffer[65535];
    sockaddr_in from{};
    socklen_t size = sizeof from;
    auto* address = reinterpret_cast<sockaddr*>(&from);
    for (ssize_t n; (n = recvfrom(sip_.fd(), buffer, sizeof buffer, 0, address, &size)) > 0;) {
      SipMessage request;
      if (!request.parse({buffer, static_cast<size_t>(n)}) || request.isResponse() || request.method() == "ACK") continue;
      const auto response = respond(request, contact(), serve(request));
      sendto(sip_.fd(), response.data(), response.size(), 0, address, size);
    }
  }

  std::string serve(const SipMessage& request) {
    const std::string id(request.header("Call-ID", "i"));
    if (request.method() == "BYE") calls_.erase(id);
    if (request.method() != "INVITE") return {};
    auto& call = calls_[id];
    if (!call) call = std::make_unique<ReflectedCall>(std::string(request.body()));
    return call->answer();
  }

  std::string contact() const { return std::string("sip:reflector@") + kAddress + ":" + std::to_string(sip_.port()); }

  UdpSocket sip_;
  std::map<std::string, std::unique_ptr<ReflectedCall>> calls_;
};

}  // namespace
}  // namespace partyline::bench

int main(int argc, char** argv) {
  try {
    partyline::bench::Reflector(argc > 1 ? std::atoi(argv[1]) : 0).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "reflector: %s\n", error.what());
    return 1;
  }
}
