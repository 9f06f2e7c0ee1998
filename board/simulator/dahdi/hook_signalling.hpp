// Hooks and rings between a port and the pair at it, as dahdi-base tells them to programs: from levels on the wire to events and back,
// with its debouncing, flash, wink and pulse times. An FXS port is signalled as "FXO kewlstart", an FXO port as "FXS kewlstart".
#pragma once
#include <functional>

#include "../audio/tone_zone.hpp"
#include "../loop/line_clock.hpp"
#include "abi.hpp"

namespace partyline::simulator {

enum class PortRole { fxs, fxo };
// What a port does to its pair. Kewl: battery is taken away (FXS).
enum class HookOut { on_hook, off_hook, start, kewl };
// What it sees there. FXS: the telephone; FXO: on_hook is a line without battery, off_hook one with it, ring is ringing on it.
enum class HookIn { on_hook, off_hook, ring };

// Times in ms, of struct dahdi_params.
struct HookTimes {
  int prewink, preflash, wink, flash, start, rxwink, rxflash, debounce, pulse_break, pulse_make, pulse_after;
};
HookTimes defaultTimes(PortRole role);

class HookSignalling {
 public:
  struct Surface {
    std::function<void(HookOut out)> sent;
    std::function<void(int event)> queue;  // DAHDI_EVENT_…
    std::function<void()> wake;            // something that a program may wait for is over
  };
  HookSignalling(LineClock& clock, PortRole role, Surface surface);

  HookTimes& times() { return times_; }
  // What runs is played on with the new one.
  void setCadence(const RingCadence& cadence, size_t repeat_from);

  // DAHDI_HOOK. Answers 0, EINPROGRESS when something was started that takes time, or why not.
  int operate(int operation);
  // Something that operate started is not over yet.
  bool isBusy() const;
  HookOut out() const { return out_; }
  HookIn in() const { return in_; }

  void received(HookIn in);
  // As programs open and close the channel.
  void hangUp();
  void reset();

  // Opens the loop so many times; `done` after the pause that follows. False: the loop is not closed.
  bool pulse(int count, std::function<void()> done);
  bool isPulsing() const { return pulses_ > 0; }
  // None after the one that is being made.
  void stopPulses() { pulses_ = 0; }

 private:
  enum class State { on_hook, off_hook, start, prewink, wink, preflash, flash, debounce, afterstart, kewl, afterkewl, ring_on, ring_off, pulse_break, pulse_make, pulse_after };

  void send(HookOut out, State state, int then_ms);
  void expired();
  void ringPart(State state);
  void noFlash();
  void telephoneOffHook();
  void telephoneOnHook();
  void lineChanged(bool was_ringing);
  void countPulses();
  void complete();

  const PortRole role_;
  const Surface surface_;
  HookTimes times_;
  State state_ = State::on_hook;
  HookOut out_ = HookOut::on_hook;
  HookIn in_;
  Timer out_timer_;
  RingCadence cadence_{};
  size_t cadence_at_ = 0;
  size_t repeat_from_ = 0;
  int pulses_ = 0;
  std::function<void()> pulsed_;
  // Receiving.
  Timer in_timer_;      // how long the telephone is on hook
  Timer pulse_timer_;   // after the last pulse of a digit
  Timer ring_trailer_;  // a ring is over only after it
  int64_t on_hook_since_ms_ = 0;
  int64_t no_ring_before_ms_ = 0;
  int counted_ = 0;
  bool told_off_hook_ = false;
  bool on_hook_in_kewl_ = false;
  LineClock& clock_;
};

}  // namespace partyline::simulator
