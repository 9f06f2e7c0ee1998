// All telephone lines of the box: channels of DAHDI cards, and modems in voice mode.
//
// Threads. `Lines` may be called from any control thread; a call may wait for a device, never for audio. The audio of all lines is on
// one real-time thread; a thread of its own tells the listener. A line that is gone is closed by itself.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../dsp/tone_watch.hpp"
#include "../mixer/mixer.hpp"
#include "../rt/id_source.hpp"
#include "../rt/tick_clock.hpp"
#include "line.hpp"
#include "system_calls.hpp"

namespace partyline::lines {

// What lines need of the rest; all must outlive them.
struct Surroundings {
  mixer::Mixer& mixer;
  rt::TickClock& ticks;   // of the mixer
  rt::IdSource& leg_ids;
  Listener& listener;
  SystemCalls& system = kernel();
};

class Lines {
 public:
  explicit Lines(const Surroundings& around);
  ~Lines();  // closes all

  // Throws LineError: NO_DRIVER, NO_PERMISSION, BAD_DRIVER. From now on changes of the spans' alarms are told.
  std::vector<SpanFacts> spans(const std::string& root);
  // Throws LineError: NO_DRIVER, NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE, BAD_DRIVER; std::invalid_argument for an id that is open.
  LineFacts open(LineId line, const LineOptions& options);
  // Ends the leg. When it returns, the device can be opened again.
  void close(LineId line);

  // These answer false when the line is closed or gone, or is not of a kind that can do it.
  bool setGain(LineId line, float receive_db, float transmit_db);
  bool setEcho(LineId line, bool cancel);
  bool setHook(LineId line, Hook hook);
  bool ring(LineId line, const RingOrder& order);
  bool stopRinging(LineId line);
  bool setPolarity(LineId line, bool reversed);
  bool dialPulses(LineId line, const std::string& digits);
  bool listenForTones(LineId line, const std::vector<dsp::ToneSpec>& tones);
  // None: no longer.
  bool listenForCallerId(LineId line, const std::vector<dsp::CallerIdKind>& kinds);
  bool setLoopback(LineId line, bool on);
  bool startVoice(LineId line, const std::string& command);
  bool stopVoice(LineId line, const std::vector<uint8_t>& ending);

  // 0: the line is gone, or has a leg.
  LegId startLeg(LineId line);
  void endLeg(LegId leg);
  bool hasLeg(LegId leg) const;
  size_t legs() const;

  std::optional<LineStats> stats(LineId line) const;
  // How regularly blocks are handled: half of them and all but 1 % within so many microseconds of their time.
  struct Jitter { uint32_t p50_us, p99_us, most_us; };
  Jitter jitter() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace partyline::lines
