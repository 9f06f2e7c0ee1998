// The D channel of a span: HDLC frames, each with its check sequence (ITU-T Q.921), at 64 kbit/s.
#pragma once
#include <functional>

#include "channel.hpp"

namespace partyline::simulator {

enum class BadFrame { fcs, abort };

class DataChannel : public Channel {
 public:
  // A frame that a program sent, without its check sequence.
  using Sent = std::function<void(const uint8_t* frame, size_t bytes)>;
  DataChannel(ChannelPlace place, ChannelSurroundings surroundings, Sent sent);

  // Once each 20 ms of the card's clock.
  void tick();
  void setCut(bool cut) { cut_ = cut; }
  // A frame from the far end, without its check sequence. False: it is lost.
  bool receiveFrame(const uint8_t* frame, size_t bytes);
  void receiveBad(BadFrame kind);

 protected:
  void opened() override { budget_ = 0; }

 private:
  const Sent sent_;
  bool cut_ = false;
  int budget_ = 0;  // bytes that the line may have carried by now
};

}  // namespace partyline::simulator
