// NativeEngine of addons/index.ts: checks arguments, translates, and never waits.
#pragma once
#include <napi.h>

#include <memory>
#include <thread>
#include <vector>

#include "engine.hpp"
#include "event_queue.hpp"

namespace partyline::binding {

// One for each process, as pjsua is. Node's main thread only.
class EngineObject final : public Napi::ObjectWrap<EngineObject> {
 public:
  static Napi::Function define(Napi::Env env);
  explicit EngineObject(const Napi::CallbackInfo& info);
  ~EngineObject() override;
  // The environment ends: no event may reach it any more, and no thread may live on.
  void close();

 private:
  enum class State { idle, running, stopping, stopped };
  class Stopping;

  Napi::Value start(const Napi::CallbackInfo&);
  Napi::Value ports(const Napi::CallbackInfo&);
  Napi::Value stop(const Napi::CallbackInfo&);
  Napi::Value ring(const Napi::CallbackInfo&);
  Napi::Value answer(const Napi::CallbackInfo&);
  Napi::Value hangUp(const Napi::CallbackInfo&);
  Napi::Value play(const Napi::CallbackInfo&);
  Napi::Value stopPlay(const Napi::CallbackInfo&);
  Napi::Value setMusic(const Napi::CallbackInfo&);
  Napi::Value openRoom(const Napi::CallbackInfo&);
  Napi::Value closeRoom(const Napi::CallbackInfo&);
  Napi::Value enter(const Napi::CallbackInfo&);
  Napi::Value leave(const Napi::CallbackInfo&);
  Napi::Value setMuted(const Napi::CallbackInfo&);
  Napi::Value setDeaf(const Napi::CallbackInfo&);
  Napi::Value setGain(const Napi::CallbackInfo&);
  Napi::Value playRoom(const Napi::CallbackInfo&);
  Napi::Value startRecording(const Napi::CallbackInfo&);
  Napi::Value stopRecording(const Napi::CallbackInfo&);
  Napi::Value stats(const Napi::CallbackInfo&);
  Napi::Value legStats(const Napi::CallbackInfo&);
  Napi::Value seatFigures(const Napi::CallbackInfo&);
  Napi::Value readPeaks(const Napi::CallbackInfo&);
  Napi::Value emitSamples(const Napi::CallbackInfo&);

  Napi::Value spans(const Napi::CallbackInfo&);
  Napi::Value openLine(const Napi::CallbackInfo&);
  Napi::Value closeLine(const Napi::CallbackInfo&);
  Napi::Value setLineGain(const Napi::CallbackInfo&);
  Napi::Value setLineEcho(const Napi::CallbackInfo&);
  Napi::Value setHook(const Napi::CallbackInfo&);
  Napi::Value ringLine(const Napi::CallbackInfo&);
  Napi::Value stopRinging(const Napi::CallbackInfo&);
  Napi::Value setPolarity(const Napi::CallbackInfo&);
  Napi::Value dialPulses(const Napi::CallbackInfo&);
  Napi::Value listenForTones(const Napi::CallbackInfo&);
  Napi::Value listenForCallerId(const Napi::CallbackInfo&);
  Napi::Value setLoopback(const Napi::CallbackInfo&);
  Napi::Value startVoice(const Napi::CallbackInfo&);
  Napi::Value stopVoice(const Napi::CallbackInfo&);
  Napi::Value startLineLeg(const Napi::CallbackInfo&);
  Napi::Value endLineLeg(const Napi::CallbackInfo&);
  Napi::Value lineStats(const Napi::CallbackInfo&);
  Napi::Value toneZones(const Napi::CallbackInfo&);

  Napi::Value openPri(const Napi::CallbackInfo&);
  Napi::Value closePri(const Napi::CallbackInfo&);
  Napi::Value priSetup(const Napi::CallbackInfo&);
  Napi::Value priMoreDigits(const Napi::CallbackInfo&);
  Napi::Value priDigits(const Napi::CallbackInfo&);
  Napi::Value priProceed(const Napi::CallbackInfo&);
  Napi::Value priAlert(const Napi::CallbackInfo&);
  Napi::Value priProgress(const Napi::CallbackInfo&);
  Napi::Value priAnswer(const Napi::CallbackInfo&);
  Napi::Value priHangUp(const Napi::CallbackInfo&);
  Napi::Value priRestart(const Napi::CallbackInfo&);

  Napi::Value putTrunk(const Napi::CallbackInfo&);
  Napi::Value removeTrunk(const Napi::CallbackInfo&);
  Napi::Value setPhones(const Napi::CallbackInfo&);
  Napi::Value setAdmission(const Napi::CallbackInfo&);
  Napi::Value dial(const Napi::CallbackInfo&);
  Napi::Value probe(const Napi::CallbackInfo&);
  Napi::Value renewCertificate(const Napi::CallbackInfo&);

  using Method = Napi::ClassPropertyDescriptor<EngineObject>;
  static void addLineMethods(std::vector<Method>& methods);
  static void addPriMethods(std::vector<Method>& methods);
  static void addSipMethods(std::vector<Method>& methods);

  // False, with a JavaScript error waiting: the engine does not run.
  bool ready(Napi::Env env) const;
  // Stopping or stopped: all legs are as good as gone.
  bool over() const { return state_ == State::stopping || state_ == State::stopped; }
  Napi::Value refuseStart(Napi::Env env, const StartFailure& failure);
  Napi::Value finishStop(Napi::Env env);
  // Runs `action` when the engine runs, the arguments are well, and the leg lives. Answers whether it ran.
  template <typename Action>
  Napi::Value withLeg(const Arguments& arguments, sip::LegId leg, Action action);
  // The same, for what only a SIP call can do.
  template <typename Action>
  Napi::Value withSipLeg(const Arguments& arguments, sip::LegId leg, Action action);
  template <typename Action>
  Napi::Value withSip(const Arguments& arguments, Action action);
  template <typename Action>
  Napi::Value withLines(const Arguments& arguments, Action action);
  template <typename Make>
  Napi::Value makeOfLines(const Arguments& arguments, Make make);
  template <typename Action>
  Napi::Value withPri(const Arguments& arguments, Action action);
  template <typename Action>
  Napi::Value withCallOnChannel(Arguments arguments, Action action);
  template <typename Action>
  Napi::Value withMixer(const Arguments& arguments, Action action);

  State state_ = State::idle;
  std::unique_ptr<EventQueue> events_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace partyline::binding
