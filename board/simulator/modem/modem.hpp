// A V.253 voice modem on a line of the public exchange: AT commands on a PTY, RING and caller ID, dialling, the voice stream with its codes,
// and what can go wrong with such a device. README.md lists its commands.
#pragma once
#include <optional>
#include <string>

#include "../attachments.hpp"
#include "../audio/caller_id.hpp"
#include "../audio/digit_receiver.hpp"
#include "../pty/pty.hpp"
#include "../audio/key_tones.hpp"
#include "at_interpreter.hpp"
#include "progress_ear.hpp"
#include "voice_stream.hpp"

namespace partyline::simulator {

class Modem : public Attachment, public LineEquipment {
 public:
  Modem(Surroundings surroundings, ModemPlace place, std::string id, const ModemModel& model);
  ~Modem() override;

  Json state() const override;

  void ringSignal(bool on) override;
  void batteryChanged(Battery battery) override;
  void exchangeAudio(const Block& heard, Block& said) override;

 private:
  // Waiting: off hook for dial tone; dialling: keys; progress: what becomes of the call.
  enum class Mode { command, waiting, dialling, progress, stream };
  enum class Behaviour { well, silent, nonsense };

  Json act(const Json& request);
  void unplug();
  void received(const uint8_t* bytes, size_t count);
  void takeByte(uint8_t byte);
  void write(const std::string& text);
  void setHook(bool off);
  void become(Mode mode);

  std::string hangUp();
  std::string takeLine();
  std::string dial(const std::string& number);
  std::string stream();
  void endDialling(const std::string& result);
  void endStream();

  void hearStream(const Block& heard, Block& said);
  void hearDialling(const Block& heard, Block& said);
  void hearProgress(const Block& heard);
  void show(const CallerId& id);
  void key(char digit, bool down);

  Surroundings surroundings_;
  LineFeed& line_;
  const std::string id_;
  const ModemModel& model_;
  Pty pty_;
  AtInterpreter interpreter_;
  VoiceStream stream_;
  CallerIdReader caller_id_;
  DigitReceiver digits_;
  KeyTones keys_;
  ProgressEar ear_;
  Mode mode_ = Mode::command;
  Behaviour behaviour_ = Behaviour::well;
  std::string number_;
  bool off_hook_ = false;
  bool told_caller_id_ = false;   // since the last ring
  bool starving_ = false;         // underrun has been told
  int waited_ms_ = 0;             // in this mode
};

}  // namespace partyline::simulator
