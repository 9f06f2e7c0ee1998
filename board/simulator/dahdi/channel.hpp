// What every DAHDI channel has, whatever hangs on it: one opener, buffers, events, law, tones, and the calls of the kernel's interface
// (ioctl) that are not of its kind alone.
#pragma once
#include <functional>
#include <string>

#include "../audio/cadence.hpp"
#include "../audio/law.hpp"
#include "../audio/tone_zone.hpp"
#include "../loop/line_clock.hpp"
#include "../audio/key_tones.hpp"
#include "abi.hpp"
#include "buffers.hpp"

namespace partyline::simulator {

struct ChannelPlace {
  int number;    // in the machine, from 1
  int span;
  int position;  // in the span, from 1
  std::string name;
  int signalling;  // DAHDI_SIG_…
  Law law;
};

enum class EchoCanceller { none, real, pretended };

// What the machine around a channel is like.
struct ChannelSurroundings {
  LineClock& clock;
  const ToneZone& zone;
  bool zone_loaded;  // without: rings and tones are refused, as on a machine on which nobody ran dahdi_cfg
  EchoCanceller echo_canceller;
};

class Channel {
 public:
  Channel(ChannelPlace place, ChannelSurroundings surroundings);
  virtual ~Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  const ChannelPlace& place() const { return place_; }
  bool isOpen() const { return open_; }
  bool hasEchoCanceller() const { return surroundings_.echo_canceller == EchoCanceller::real; }

  // Who has it open is told when something that it may wait for has happened, and when the channel is gone.
  struct Opener {
    std::function<void()> changed;
    std::function<void()> removed;
  };
  // 0, or EBUSY.
  int open(Opener opener);
  void close();
  // The card is pulled out.
  void remove();

  // Whatever size the argument has. ENOTTY for calls that there are not.
  virtual Reply control(unsigned command, const Bytes& argument);
  // EAGAIN: it would have to wait.
  Reply read(size_t bytes);
  // The answer's data is the number of bytes taken (as an int), else EAGAIN.
  Reply write(const Bytes& bytes);
  short pollMask() const;
  // HOOK with FLASH or WINK, and SYNC, are not over yet.
  virtual bool isBusy() const { return false; }
  bool hasUnsent() const { return !writing_.isEmpty(); }

  dahdi_params params() const;
  virtual void setTimes(const dahdi_params&) {}
  void setAlarms(uint32_t alarms);
  void queueEvent(int event);

 protected:
  virtual void opened() {}
  virtual void closed() {}
  virtual void describe(dahdi_params&) const {}
  // Dials one digit by pulses and calls dialNext when it is done. False: it can't.
  virtual bool pulse(int) { return false; }
  // The pulses of a digit are not all made yet.
  virtual bool isPulsing() const { return false; }
  virtual void stopPulses() {}

  // 20 ms that the program has to say (with its tones), and that it is to hear.
  void transmit(Block& said);
  void receive(const Block& heard);
  ReadBuffers& reading() { return reading_; }
  WriteBuffers& writing() { return writing_; }
  LineClock& clock() { return surroundings_.clock; }
  const ChannelSurroundings& surroundings() const { return surroundings_; }
  bool cancelsEcho() const { return echo_on_ && surroundings_.echo_canceller == EchoCanceller::real; }
  size_t blockSamples() const { return block_samples_; }
  void setAudio(bool on) { audio_ = on; }
  Law law() const { return law_; }
  void changed();
  void dialNext();
  void stopTones();
  void interruptTones();
  uint32_t alarms() const { return alarms_; }

 private:
  Reply setBuffers(const dahdi_bufferinfo& wanted);
  Reply setBlockSize(int samples);
  void shape(size_t count, size_t samples);
  void flush(int what);
  Reply sendTone(int tone);
  Reply dial(dahdi_dialoperation operation);
  Reply cancelEcho(int taps);
  int nextEvent();

  const ChannelPlace place_;
  const ChannelSurroundings surroundings_;
  bool open_ = false;
  Opener opener_;
  std::deque<int> events_;
  ReadBuffers reading_;
  WriteBuffers writing_;
  size_t buffers_ = 0;
  size_t block_samples_ = 0;
  int policy_ = 0;
  Law law_;
  bool linear_ = false;
  bool audio_ = true;
  bool looped_ = false;
  bool tells_of_buffers_ = false;
  bool overrun_ = false;
  bool underrun_ = false;
  bool echo_on_ = false;
  uint32_t alarms_ = 0;
  // Tones
  CadencePlayer tone_;
  bool tone_on_ = false;
  KeyTones keys_;
  std::string to_dial_;
  bool dialling_ = false;
  bool by_pulses_ = false;
  Timer dial_pause_;
  Block last_heard_{};
};

}  // namespace partyline::simulator
