// A D channel that poll(2) can wait for.
#pragma once
#include <string>

#include "frame_port.hpp"

namespace partyline::pri {

class DChannel : public FramePort {
 public:
  virtual int file() const = 0;
  virtual short pollEvents() const = 0;
  // To be called with what poll(2) said of the file, before the frames are read.
  virtual void look(short revents) = 0;
  // Why no frame can come any more; empty: all is well.
  virtual std::string gone() const = 0;
  // The span has an alarm: nothing passes.
  virtual bool inAlarm() const = 0;
  // Frames that came broken (abort, wrong check sequence, overrun) so far.
  virtual uint64_t badFrames() const = 0;
};

}  // namespace partyline::pri
