// Spans on their threads, with real time: what is told when, and that threads end.
#include <dirent.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "../packet_dchannel.hpp"
#include "../spans.hpp"
#include "words.hpp"

namespace partyline::pri::test {

namespace {

constexpr auto kDeadline = std::chrono::seconds(10);
int failed = 0;

void check(bool holds, const std::string& sentence) {
  if (holds) return;
  failed++;
  std::printf("not ok: %s\n", sentence.c_str());
}

// What a span tells, to be waited for.
class Ear final : public Listener {
 public:
  void told(const Event& event) override {
    const std::lock_guard<std::mutex> guard(mutex_);
    heard_.push_back(wordsOf(event));
    if (callOf(event) != 0) last_call_ = callOf(event);
    changed_.notify_all();
  }
  // False: not within the deadline. `times`: so often.
  bool hears(const std::string& words, size_t times = 1) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, kDeadline, [&] { return count(words) >= times; });
  }
  CallId lastCall() {
    const std::lock_guard<std::mutex> guard(mutex_);
    return last_call_;
  }

 private:
  size_t count(const std::string& words) const {
    size_t found = 0;
    for (const std::string& each : heard_) found += each.rfind(words, 0) == 0 ? 1 : 0;
    return found;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> heard_;
  CallId last_call_ = 0;
};

struct Ends {
  Ends() {
    int sockets[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, sockets) != 0) std::abort();
    const auto new_call = [this] { return next_call += 2; };
    user = std::make_unique<Span>(Span::Place{1, user_ear, new_call}, std::make_unique<PacketDChannel>(sockets[0]), Options{});
    const Options network_side{SwitchType::euroisdn, Side::network, false};
    network = std::make_unique<Span>(Span::Place{2, network_ear, new_call}, std::make_unique<PacketDChannel>(sockets[1]), network_side);
  }

  std::atomic<CallId> next_call{1};
  Ear user_ear;
  Ear network_ear;
  std::unique_ptr<Span> user;
  std::unique_ptr<Span> network;
};

Setup toUser() {
  Setup setup;
  setup.called = "8000";
  setup.calling = "5551001";
  setup.channel = 31;
  return setup;
}

void answerACall(Ends& ends) {
  check(ends.user_ear.hears("up") && ends.network_ear.hears("up"), "two threads bring the D channel up");
  ends.network->post([](Signalling& signalling) { signalling.setUp(2, toUser()); });
  check(ends.user_ear.hears("setup to 8000 from 5551001 on 31"), "a call comes in");
  const CallId call = ends.user_ear.lastCall();
  ends.user->post([call](Signalling& signalling) { signalling.answer(call, 31); });
  check(ends.network_ear.hears("answered on 31"), "and is answered");
}

void vanishedCardEndsCalls() {
  Ends ends;
  answerACall(ends);
  ends.network.reset();
  check(ends.user_ear.hears("cleared 41"), "a span that is closed clears its calls");
  check(ends.user_ear.hears("down: The far end of the D channel is gone."), "and a D channel that is gone is told with its reason");
  check(ends.user_ear.hears("ended"), "and the call is over");
}

size_t threads() {
  size_t count = 0;
  DIR* folder = ::opendir("/proc/self/task");
  while (::readdir(folder) != nullptr) count++;
  ::closedir(folder);
  return count;
}

void spansComeAndGo() {
  const size_t before = threads();
  for (int i = 0; i < 20; i++) {
    Ends ends;
    check(ends.user_ear.hears("up") && ends.network_ear.hears("up"), "a span that is opened again comes up");
  }
  check(threads() == before, "no thread is left of spans that were closed");
}

void whatIsNotThereIsRefused() {
  Ear ear;
  Spans spans(ear);
  std::string code;
  try {
    spans.open(1, {"/nonexistent", 16, {}});
  } catch (const OpenError& error) {
    code = error.code();
  }
  check(code == "NO_DEVICE", "a card that is not there can't be opened");
  check(!spans.setUp(2, 1, toUser()), "a span that is not open takes no call");
  check(!spans.hangUp(2, 16) && !spans.answer(2, 1) && !spans.restart(1, 1), "nor anything else");
  spans.close(1);
}

}  // namespace

}  // namespace partyline::pri::test

int main() {
  using namespace partyline::pri::test;
  vanishedCardEndsCalls();
  spansComeAndGo();
  whatIsNotThereIsRefused();
  return failed == 0 ? 0 : 1;
}
