// A telephone at the end of a pair: hook, bell, keys, ear, mouth, and a display for the caller's number. It is the same one at an FXS
// port of the box and at a line of the public exchange.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../audio/caller_id.hpp"
#include "../audio/ear.hpp"
#include "../audio/oscillator.hpp"
#include "../audio/voice.hpp"
#include "../line/pair.hpp"
#include "../loop/line_clock.hpp"
#include "../audio/key_tones.hpp"
#include "loop_pulses.hpp"

namespace partyline::simulator {

// Somebody who listens and talks on it through the audio socket.
class SoundClient {
 public:
  virtual ~SoundClient() = default;
  virtual void heard(const Block& block) = 0;
  // Adds what he says.
  virtual void addSpeech(Block& block) = 0;
};

struct TelephoneParts {
  LineClock& clock;
  LineFeed& feed;
  Speech speech;
  std::function<void()> changed;  // hook, bell, display or voice
};

class Telephone : public LineEquipment {
 public:
  explicit Telephone(TelephoneParts parts);
  ~Telephone() override;

  bool isOffHook() const { return off_hook_; }
  bool isRinging() const { return ringing_; }
  bool hasVoice() const { return voice_on_; }
  const std::string& display() const { return display_; }
  bool isDialling() const { return !keys_.isIdle() || !pulses_.isIdle() || flash_.isRunning(); }

  // Each false when it makes no sense now: lifted already, on hook, dialling.
  bool lift();
  bool hangUp();
  bool flash(int ms);
  // `done(true)` when all is dialled, `done(false)` when it was hung up before.
  using Done = std::function<void(bool complete)>;
  bool pressKeys(const std::string& keys, KeyTiming timing, Done done);
  bool dialPulses(const std::string& digits, Done done);

  void setVoice(bool on);
  void setTone(const std::vector<Sine>& sines) { tone_ = Oscillator(sines); }
  // It hears silence while the telephone is on its hook.
  Ear& ear() { return ear_; }
  // nullptr: nobody. The client must leave before it is destroyed.
  void setSoundClient(SoundClient* client) { client_ = client; }
  SoundClient* soundClient() const { return client_; }

  void ringSignal(bool on) override;
  void batteryChanged(Battery) override {}
  void exchangeAudio(const Block& heard, Block& said) override;

 private:
  void endDialling(bool complete);
  void speak(Block& said);
  void noMoreRinging();
  void show(const CallerId& id);

  TelephoneParts parts_;
  bool off_hook_ = false;
  bool ringing_ = false;
  bool voice_on_ = false;
  std::string display_;
  KeyTones keys_;
  LoopPulses pulses_;
  Timer flash_;
  Done dialled_;
  Voice voice_;
  Oscillator tone_;
  CallerIdReader reader_;
  Timer bell_;
  int64_t burst_ended_ms_ = 0;
  int64_t longest_gap_ms_;
  Ear ear_;
  SoundClient* client_ = nullptr;
};

}  // namespace partyline::simulator
