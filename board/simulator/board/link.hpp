// The board's end of the link, board/PROTOCOL.md sections 2 and 3: one frame at a time, sent again until it is acknowledged.
#pragma once
#include <deque>
#include <functional>
#include <optional>

#include "../loop/line_clock.hpp"
#include "message.hpp"

namespace partyline::simulator {

class BoardLink {
 public:
  struct Listener {
    std::function<void(const Bytes& wire)> write;
    // The link is up, or no more.
    std::function<void(bool)> up;
    // Any heartbeat, a repeated one too.
    std::function<void()> heartbeat;
    // What the box asks for, but hello.
    std::function<Result(const BoxMessage&)> perform;
  };

  BoardLink(LineClock& clock, Listener listener, Welcome identity);

  void take(const uint8_t* bytes, size_t count) { reader_.take(bytes, count); }
  // Lost while the link is not up.
  void send(uint8_t type, Bytes payload);
  // As after a restart: everything is forgotten.
  void forget();

  bool isUp() const { return up_; }
  const Counters& counters() const { return counters_; }
  void countWatchdogDrop() { counters_.watchdog_drops++; }
  // The versions that it knows, for a board of another time.
  void knowVersion(uint8_t version) { version_ = version; }

 private:
  struct InFlight { Frame frame; int tries; };

  void received(const Frame& frame);
  void greeted(const Hello& hello);
  void acknowledged(const Frame& frame);
  Result perform(const Frame& frame);
  void acknowledge(uint8_t sequence, Result result);
  void sendNext();
  void transmit();
  void sendAgain();
  void setUp(bool up);

  const Listener listener_;
  Welcome identity_;
  uint8_t version_ = kProtocolVersion;
  FrameReader reader_;
  Counters counters_;
  bool up_ = false;
  bool linked_version_ = false;   // of the welcome in flight: the box's versions have ours among them
  uint8_t sequence_ = 0;
  std::optional<std::pair<uint8_t, Result>> heard_;
  std::optional<InFlight> in_flight_;
  std::deque<std::pair<uint8_t, Bytes>> waiting_;
  Timer again_;
};

}  // namespace partyline::simulator
