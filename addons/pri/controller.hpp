// libpri's controller of one D channel, on loan. libpri can't destroy one: it lives as long as the process, and who opens a span later takes it over.
#pragma once
#include "frame_port.hpp"
#include "libpri_c.hpp"
#include "options.hpp"
#include "q931_frame.hpp"

namespace partyline::pri {

// Which side of which kind a controller is can't be changed.
struct ControllerKind {
  int node;
  int switch_type;
  bool operator==(const ControllerKind& other) const { return node == other.node && switch_type == other.switch_type; }
};

// One thread, but for making and destroying, which any thread may do.
class Controller {
 public:
  // Asks for the data link at once (SABME).
  Controller(FramePort& port, const Options& options);
  // There is no call left on it.
  ~Controller();
  Controller(const Controller&) = delete;
  Controller& operator=(const Controller&) = delete;

  ::pri* get() const { return pri_; }
  // What happened by now because time went by; to be asked until nothing did.
  pri_event* runTimers() { return pri_schedule_run(pri_); }
  // Takes one frame. False: none waits. `event` is what came of it, if anything.
  bool takeFrame(pri_event*& event);
  // Asks the far end, whose link came up just now, for a sign of life (Q.921 5.9.5); `sawLife` when there was one since.
  void inquire();
  bool sawLife() const { return saw_life_; }
  // What the frame taken last carried.
  const Q931Message& message() const { return message_; }
  // Until `runTimers` has something to do; -1: for ever.
  int timeout_ms() const;

 private:
  static int onRead(::pri*, void* to, int capacity);
  static int onWrite(::pri*, void* frame, int bytes);
  int read(uint8_t* to, size_t capacity);
  void beginAnew();

  FramePort& port_;
  const ControllerKind kind_;
  ::pri* pri_;
  bool took_frame_ = false;
  bool saw_life_ = false;
  Q931Message message_;
  bool used_before_ = false;
};

}  // namespace partyline::pri
