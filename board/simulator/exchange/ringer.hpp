// Rings a subscriber and sends the caller's number with it, in the country's cadence.
#pragma once
#include <functional>
#include <memory>

#include "../audio/caller_id.hpp"
#include "../audio/tone_zone.hpp"
#include "../loop/line_clock.hpp"

namespace partyline::simulator {

enum class CallerIdSending { bell202, v23, v23_before_ring, dtmf, none };

class Ringer {
 public:
  struct Surface {
    std::function<void(bool on)> ring;
    std::function<void(bool reversed)> polarity;  // announces a number that comes before the first ring
  };
  Ringer(LineClock& clock, const ToneZone& zone, Surface surface);

  void start(CallerIdSending sending, CallerId id);
  void stop();
  bool isOn() const { return on_; }
  // What is to be heard on the pair in these 20 ms.
  void addTo(Block& block);

 private:
  void burst();
  void pause();
  void send();

  const ToneZone& zone_;
  const Surface surface_;
  Timer timer_;
  Timer sending_timer_;
  bool on_ = false;
  bool sent_ = false;
  bool before_ring_ = false;
  size_t part_ = 0;
  CallerIdSending sending_ = CallerIdSending::none;
  CallerId id_;
  std::unique_ptr<CallerIdSender> sender_;
};

}  // namespace partyline::simulator
