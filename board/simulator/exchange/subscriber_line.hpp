// A subscriber's line at the public exchange: battery, ringing, dial tone, digits, calls. At its other end is a telephone, an FXO port
// of the box, or a modem.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../audio/cadence.hpp"
#include "../audio/ear.hpp"
#include "../audio/voice.hpp"
#include "../line/pair.hpp"
#include "digit_collector.hpp"
#include "exchange.hpp"
#include "glare_caller.hpp"
#include "ringer.hpp"

namespace partyline::simulator {

enum class LineState { idle, ringing, dial_tone, dialling, calling, talking, ended, foreign };
// What the line does when the far end hangs up. Cpc: battery is away for a moment ("calling party control", kewlstart).
enum class Disconnect { cpc, polarity, busy_tone, silence };

struct SubscriberLineParts {
  Exchange& exchange;
  const ToneZone& zone;
  Speech speech;     // of foreign callers
  std::string number;
  std::string name;  // that goes out with the number
  std::function<void()> changed;                                         // state or polarity
  std::function<void(const std::string& digits, DialWay way)> dialled;
};

class SubscriberLine : public Party, public LineFeed {
 public:
  explicit SubscriberLine(SubscriberLineParts parts);
  ~SubscriberLine() override;

  const std::string& number() const { return parts_.number; }
  LineState state() const { return state_; }

  void setDisconnect(Disconnect kind) { disconnect_ = kind; }
  void setCallerId(CallerIdSending sending) { caller_id_ = sending; }
  void setDialTone(bool on) { gives_dial_tone_ = on; }
  void setBattery(bool on);
  // Somebody lifts another telephone on the same pair.
  void setForeign(bool on);
  // The next time that the subscriber takes the idle line, a call from this number comes in at that moment.
  void prepareGlare(std::string from) { glare_from_ = std::move(from); }
  // Hears what comes from the subscriber.
  Ear& ear() { return ear_; }

  void attach(LineEquipment* equipment) override;
  void setLoop(bool closed) override;
  Battery battery() const override;

  void offered(CallEnd& end) override;
  void alerting(CallEnd& end, InBand audio) override;
  void answered(CallEnd& end) override;
  void cleared(CallEnd& end, int cause) override;
  void speak(CallEnd&, Block& said) override { said = from_subscriber_; }
  void hear(CallEnd&, const Block& heard) override { from_call_ = heard; }

 private:

  void become(LineState state);
  void setPolarity(bool reversed);
  void tellBattery();
  void loopOpened();
  void taken();
  void answer();
  void digit(char digit, DialWay way);
  void dialled(std::string digits);
  void play(int tone);
  void silence() { tone_ = {}; }
  void farEndHungUp();
  void release();
  void endCall();
  void tick();

  SubscriberLineParts parts_;
  LineClock& clock_;
  uint64_t ticking_;
  LineEquipment* equipment_ = nullptr;
  LineState state_ = LineState::idle;
  bool loop_closed_ = false;
  int64_t opened_ms_ = 0;
  bool powered_ = true;
  bool broken_ = false;    // battery is away for a moment, to tell of a disconnect
  bool reversed_ = false;
  bool foreign_ = false;
  bool gives_dial_tone_ = true;
  Disconnect disconnect_ = Disconnect::cpc;
  CallerIdSending caller_id_ = CallerIdSending::bell202;
  std::string glare_from_;
  std::unique_ptr<GlareCaller> glare_caller_;
  Timer loop_timer_;       // how long the loop is open
  Timer patience_;         // with digits, and with what is heard at the end
  Timer break_;            // of the battery
  Ringer ringer_;
  DigitCollector collector_;
  std::string digits_;
  DialWay way_ = DialWay::tone;
  CallEnd* end_ = nullptr;
  CadencePlayer tone_;
  Voice foreign_voice_;
  Block from_subscriber_{};
  Block from_call_{};
  Ear ear_;
};

}  // namespace partyline::simulator
