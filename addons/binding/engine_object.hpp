// NativeEngine of addons/index.ts: checks arguments, translates, and never waits.
#pragma once
#include <napi.h>

#include <memory>
#include <thread>

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
  Napi::Value emitSamples(const Napi::CallbackInfo&);

  // False, with a JavaScript error waiting: the engine does not run.
  bool ready(Napi::Env env) const;
  // Stopping or stopped: all legs are as good as gone.
  bool over() const { return state_ == State::stopping || state_ == State::stopped; }
  Napi::Value refuseStart(Napi::Env env, const StartFailure& failure);
  Napi::Value finishStop(Napi::Env env);
  // Runs `action` when the engine runs, the arguments are well, and the leg lives. Answers whether it ran.
  template <typename Action>
  Napi::Value withLeg(const Arguments& arguments, sip::LegId leg, Action action);
  template <typename Action>
  Napi::Value withMixer(const Arguments& arguments, Action action);

  State state_ = State::idle;
  std::unique_ptr<EventQueue> events_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace partyline::binding
