#include "rig.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "manual_clock.hpp"
#include "words.hpp"

namespace partyline::pri::test {

namespace {

constexpr int kStep_ms = 50;
int failed = 0;

Options onSide(Options options, Side side) {
  options.side = side;
  return options;
}

}  // namespace

size_t Cable::read(uint8_t* to, size_t capacity) {
  if (!injected_.empty()) {
    const std::vector<uint8_t> frame = std::move(injected_.front());
    injected_.erase(injected_.begin());
    std::copy_n(frame.begin(), std::min(frame.size(), capacity), to);
    moved_++;
    return std::min(frame.size(), capacity);
  }
  const size_t bytes = socket_.read(to, capacity);
  if (bytes > 0) moved_++;
  const bool lost = bytes > 0 && lose_ > 0 && --lose_ == 0;
  return cut_ || lost ? 0 : bytes;
}

void Cable::write(const uint8_t* frame, size_t bytes) {
  moved_++;
  if (!cut_) socket_.write(frame, bytes);
}

End::End(int socket, const Options& options) : cable_(socket) {
  const auto new_call = [this] { return last_in_ += 2; };
  signalling_ = std::make_unique<Signalling>(Signalling::Place{1, cable_, *this, new_call}, options);
}

void End::told(const Event& event) {
  heard_.push_back(wordsOf(event));
  all_.push_back(heard_.back());
  if (callOf(event) != 0) last_call_ = callOf(event);
  if (reaction_) reaction_(*this, event);
}

std::string End::heard() {
  std::string joined;
  for (const std::string& words : heard_) joined += (joined.empty() ? "" : "; ") + words;
  heard_.clear();
  return joined;
}

size_t End::count(const std::string& words) const { return static_cast<size_t>(std::count(all_.begin(), all_.end(), words)); }

CallId End::call(const Setup& setup) {
  last_out_ += 2;
  q931().setUp(last_out_, setup);
  return last_out_;
}

Pair::Pair(const Options& options) : Pair(onSide(options, Side::user), onSide(options, Side::network)) {}

Pair::Pair(const Options& user_options, const Options& network_options) {
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, sockets) != 0) std::abort();
  user = std::make_unique<End>(sockets[0], user_options);
  network = std::make_unique<End>(sockets[1], network_options);
}

void Pair::settle() {
  size_t before = 0;
  do {
    before = user->cable().moved() + network->cable().moved();
    user->q931().run();
    network->q931().run();
  } while (user->cable().moved() + network->cable().moved() != before);
}

void Pair::pass_ms(int ms) {
  for (int passed = 0; passed < ms; passed += kStep_ms) {
    settle();
    moveClock_ms(kStep_ms);
  }
  settle();
}

Setup setupTo(const std::string& called, int channel) {
  Setup setup;
  setup.called = called;
  setup.calling = "2025550100";
  setup.channel = channel;
  return setup;
}

void check(bool holds, const std::string& sentence) {
  if (holds) return;
  failed++;
  std::printf("not ok: %s\n", sentence.c_str());
}

void checkSame(const std::string& is, const std::string& expected, const std::string& sentence) {
  check(is == expected, sentence + "\n  is       '" + is + "'\n  expected '" + expected + "'");
}

int failures() { return failed; }

}  // namespace partyline::pri::test
