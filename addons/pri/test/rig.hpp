// Two ends of a D channel back to back over a pair of packet sockets, run by hand.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../packet_dchannel.hpp"
#include "../signalling.hpp"

namespace partyline::pri::test {

// A D channel that can be cut, and into which frames can be put that nobody sent.
class Cable final : public FramePort {
 public:
  explicit Cable(int socket) : socket_(socket) {}
  size_t read(uint8_t* to, size_t capacity) override;
  void write(const uint8_t* frame, size_t bytes) override;
  // Frames that come after this are lost, and those that go out too.
  void cut(bool is_cut) { cut_ = is_cut; }
  // Of the frames that come, the so manieth from now on is lost.
  void loseFrame(int which) { lose_ = which; }
  void inject(std::vector<uint8_t> frame) { injected_.push_back(std::move(frame)); }
  size_t moved() const { return moved_; }

 private:
  PacketDChannel socket_;
  std::vector<std::vector<uint8_t>> injected_;
  bool cut_ = false;
  int lose_ = 0;
  size_t moved_ = 0;
};

// One end. What it is told is kept as words, and can be answered as it comes.
class End final : public Listener {
 public:
  using Reaction = std::function<void(End&, const Event&)>;

  End(int socket, const Options& options);
  void told(const Event& event) override;

  Signalling& q931() { return *signalling_; }
  Cable& cable() { return cable_; }
  void react(Reaction reaction) { reaction_ = std::move(reaction); }
  // What was told since this was last asked, joined by "; ".
  std::string heard();
  size_t count(const std::string& words) const;
  CallId lastCall() const { return last_call_; }
  CallId call(const Setup& setup);

 private:
  Cable cable_;
  Reaction reaction_;
  std::vector<std::string> heard_;
  std::vector<std::string> all_;
  CallId last_call_ = 0;
  CallId last_in_ = 1;
  CallId last_out_ = 0;
  std::unique_ptr<Signalling> signalling_;
};

struct Pair {
  explicit Pair(const Options& options = {});
  Pair(const Options& user_options, const Options& network_options);

  // Until nothing moves any more, no time going by.
  void settle();
  // Both ends live through so much time.
  void pass_ms(int ms);

  int sockets[2];
  std::unique_ptr<End> user;
  std::unique_ptr<End> network;
};

Setup setupTo(const std::string& called, int channel);

// Checks, counted; `sentence` says what was to hold.
void check(bool holds, const std::string& sentence);
void checkSame(const std::string& is, const std::string& expected, const std::string& sentence);
int failures();

}  // namespace partyline::pri::test
