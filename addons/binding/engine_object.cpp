#include "engine_object.hpp"

#include "arguments.hpp"
#include "coded_error.hpp"
#include "peak_reading.hpp"
#include "play_items.hpp"
#include "properties.hpp"
#include "stats_objects.hpp"

namespace partyline::binding {

namespace {

constexpr Range kStatus{200, 699};
constexpr Range kGainDb{-24, 24};
constexpr Range kBitrate{6000, 510000};
constexpr Range kDeadlineMs{0, 600000};

}  // namespace

// Stops the engine on a thread of Node's pool, and settles the promise on the main thread.
class EngineObject::Stopping final : public Napi::AsyncWorker {
 public:
  Stopping(Napi::Env env, EngineObject& object, uint32_t deadline_ms)
      : Napi::AsyncWorker(env), object_(object), deadline_ms_(deadline_ms), stopped_(Napi::Promise::Deferred::New(env)) {
    // Held until the promise is settled.
    keep_ = Napi::Persistent(object.Value());
  }
  Napi::Promise promise() const { return stopped_.Promise(); }
  void Execute() override { object_.engine_->stop(deadline_ms_); }
  void OnOK() override { stopped_.Resolve(object_.finishStop(Env())); }

 private:
  EngineObject& object_;
  uint32_t deadline_ms_;
  Napi::Promise::Deferred stopped_;
  Napi::ObjectReference keep_;
};

EngineObject::EngineObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EngineObject>(info) {}

EngineObject::~EngineObject() { close(); }

void EngineObject::close() {
  // A stop that is under way has the engine; the process ends with it.
  if (state_ == State::stopping) return;
  if (engine_ && state_ == State::running) engine_->stop(0);
  state_ = State::stopped;
  engine_.reset();
  events_.reset();
}

bool EngineObject::ready(Napi::Env env) const {
  if (state_ == State::running) return true;
  errorWith(env, "NOT_READY", "The engine is not running.").ThrowAsJavaScriptException();
  return false;
}

Napi::Value EngineObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (state_ != State::idle) {
    errorWith(env, "CONFLICT", "The engine was started before; there is one for each process, and it starts once.").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Arguments arguments(info, "start");
  const Properties properties(arguments, arguments.object(0, "options"), "options");
  const EngineOptions options = readEngineOptions(properties);
  const Napi::Function listener = arguments.function(1, "listener");
  if (!arguments.ok()) return env.Undefined();
  events_ = std::make_unique<EventQueue>(env, listener);
  engine_ = std::make_unique<Engine>([this](EventBody body) { events_->push(std::move(body)); });
  const auto failure = engine_->start(options);
  if (failure) return refuseStart(env, *failure);
  state_ = State::running;
  return env.Undefined();
}

Napi::Value EngineObject::refuseStart(Napi::Env env, const StartFailure& failure) {
  engine_.reset();
  events_.reset();
  const Napi::Error error = errorWith(env, failure.code, failure.message);
  if (failure.status != 0) error.Value().Set("status", failure.status);
  error.ThrowAsJavaScriptException();
  return env.Undefined();
}

Napi::Value EngineObject::ports(const Napi::CallbackInfo& info) {
  if (!ready(info.Env())) return info.Env().Undefined();
  return toObject(info.Env(), engine_->sip().ports());
}

Napi::Value EngineObject::stop(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "stop");
  const auto deadline_ms = static_cast<uint32_t>(arguments.integer(0, "deadlineMs", kDeadlineMs));
  if (!arguments.ok() || !ready(info.Env())) return info.Env().Undefined();
  state_ = State::stopping;
  // AsyncWorker owns itself: it is deleted after OnOK.
  auto stopping = std::make_unique<Stopping>(info.Env(), *this, deadline_ms);
  const Napi::Promise promise = stopping->promise();
  stopping.release()->Queue();
  return promise;
}

Napi::Value EngineObject::finishStop(Napi::Env env) {
  state_ = State::stopped;
  // The last calls' ends are told before the promise is settled.
  events_->flush();
  engine_.reset();
  events_.reset();
  return env.Undefined();
}

template <typename Action>
Napi::Value EngineObject::withLeg(const Arguments& arguments, sip::LegId leg, Action action) {
  if (!arguments.ok() || (!over() && !ready(arguments.env()))) return arguments.env().Undefined();
  if (over() || !engine_->has(leg)) return Napi::Boolean::New(arguments.env(), false);
  action();
  return Napi::Boolean::New(arguments.env(), true);
}

template <typename Action>
Napi::Value EngineObject::withSipLeg(const Arguments& arguments, sip::LegId leg, Action action) {
  if (!arguments.ok() || (!over() && !ready(arguments.env()))) return arguments.env().Undefined();
  return Napi::Boolean::New(arguments.env(), !over() && action(engine_->sip(), leg));
}

template <typename Action>
Napi::Value EngineObject::withMixer(const Arguments& arguments, Action action) {
  if (arguments.ok() && !over() && ready(arguments.env())) action(engine_->mixer());
  return arguments.env().Undefined();
}

Napi::Value EngineObject::ring(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "ring");
  const auto leg = arguments.id(0, "leg");
  return withSipLeg(arguments, leg, [](sip::Endpoint& sip, sip::LegId id) { return sip.ring(id); });
}

Napi::Value EngineObject::answer(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "answer");
  const auto leg = arguments.id(0, "leg");
  return withSipLeg(arguments, leg, [](sip::Endpoint& sip, sip::LegId id) { return sip.answer(id); });
}

Napi::Value EngineObject::hangUp(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "hangUp");
  const auto leg = arguments.id(0, "leg");
  const auto status = static_cast<int>(arguments.integer(1, "status", kStatus));
  const std::string reason = arguments.optionalText(2, "reason");
  return withSipLeg(arguments, leg, [&](sip::Endpoint& sip, sip::LegId id) { return sip.hangUp(id, status, reason); });
}

Napi::Value EngineObject::play(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "play");
  const auto leg = arguments.id(0, "leg");
  const auto play = arguments.id(1, "play");
  const auto items = readPlayItems(arguments, 2);
  const bool repeat = arguments.optionalBoolean(3, "repeat");
  return withLeg(arguments, leg, [&] { engine_->mixer().play(leg, play, items, repeat); });
}

Napi::Value EngineObject::stopPlay(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "stopPlay");
  const auto leg = arguments.id(0, "leg");
  return withLeg(arguments, leg, [&] { engine_->mixer().stopPlay(leg); });
}

Napi::Value EngineObject::setMusic(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setMusic");
  const auto leg = arguments.id(0, "leg");
  const bool on = arguments.boolean(1, "on");
  return withLeg(arguments, leg, [&] { engine_->mixer().setMusic(leg, on); });
}

Napi::Value EngineObject::openRoom(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "openRoom");
  const auto room = arguments.id(0, "room");
  return withMixer(arguments, [&](mixer::Mixer& mixer) { mixer.openRoom(room); });
}

Napi::Value EngineObject::closeRoom(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "closeRoom");
  const auto room = arguments.id(0, "room");
  return withMixer(arguments, [&](mixer::Mixer& mixer) { mixer.closeRoom(room); });
}

Napi::Value EngineObject::enter(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "enter");
  const auto leg = arguments.id(0, "leg");
  const auto room = arguments.id(1, "room");
  return withLeg(arguments, leg, [&] { engine_->mixer().enter(leg, room); });
}

Napi::Value EngineObject::leave(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "leave");
  const auto leg = arguments.id(0, "leg");
  return withLeg(arguments, leg, [&] { engine_->mixer().leave(leg); });
}

Napi::Value EngineObject::setMuted(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setMuted");
  const auto leg = arguments.id(0, "leg");
  const bool muted = arguments.boolean(1, "muted");
  return withLeg(arguments, leg, [&] { engine_->mixer().setMuted(leg, muted); });
}

Napi::Value EngineObject::setDeaf(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setDeaf");
  const auto leg = arguments.id(0, "leg");
  const bool deaf = arguments.boolean(1, "deaf");
  return withLeg(arguments, leg, [&] { engine_->mixer().setDeaf(leg, deaf); });
}

Napi::Value EngineObject::setGain(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setGain");
  const auto leg = arguments.id(0, "leg");
  const auto in_db = static_cast<float>(arguments.number(1, "inDb", kGainDb));
  const auto out_db = static_cast<float>(arguments.number(2, "outDb", kGainDb));
  return withLeg(arguments, leg, [&] { engine_->mixer().setGain(leg, in_db, out_db); });
}

Napi::Value EngineObject::playRoom(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "playRoom");
  const auto room = arguments.id(0, "room");
  const auto play = arguments.id(1, "play");
  const auto items = readPlayItems(arguments, 2);
  return withMixer(arguments, [&](mixer::Mixer& mixer) { mixer.playRoom(room, play, items); });
}

Napi::Value EngineObject::startRecording(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "startRecording");
  const auto recording = arguments.id(0, "recording");
  const auto room = arguments.id(1, "room");
  const std::string path = arguments.text(2, "path");
  const auto bitrate_bps = static_cast<int>(arguments.integer(3, "bitrate", kBitrate));
  return withMixer(arguments, [&](mixer::Mixer& mixer) { mixer.startRecording(recording, room, path, bitrate_bps); });
}

Napi::Value EngineObject::stopRecording(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "stopRecording");
  const auto recording = arguments.id(0, "recording");
  return withMixer(arguments, [&](mixer::Mixer& mixer) { mixer.stopRecording(recording); });
}

Napi::Value EngineObject::stats(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!ready(env)) return env.Undefined();
  const Napi::Object object = Napi::Object::New(env);
  object.Set("legs", static_cast<double>(engine_->legs()));
  object.Set("shards", toArray(env, engine_->mixer().stats()));
  object.Set("eventsQueued", static_cast<double>(events_->size()));
  object.Set("eventsDropped", static_cast<double>(events_->dropped()));
  return object;
}

Napi::Value EngineObject::legStats(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "legStats");
  const auto leg = arguments.id(0, "leg");
  if (!arguments.ok() || over() || !ready(info.Env())) return info.Env().Undefined();
  const auto stats = engine_->sip().stats(leg);
  return stats ? toObject(info.Env(), *stats) : info.Env().Undefined();
}

Napi::Value EngineObject::seatFigures(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "seatFigures");
  const auto leg = arguments.id(0, "leg");
  if (!arguments.ok() || over() || !ready(info.Env())) return info.Env().Undefined();
  const auto figures = engine_->mixer().seatFigures(leg);
  return figures ? toObject(info.Env(), *figures) : info.Env().Undefined();
}

Napi::Value EngineObject::readPeaks(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "readPeaks");
  const std::string path = arguments.text(0, "path");
  if (!arguments.ok()) return info.Env().Undefined();
  return binding::readPeaks(info.Env(), path);
}

Napi::Value EngineObject::emitSamples(const Napi::CallbackInfo& info) {
  if (!ready(info.Env())) return info.Env().Undefined();
  for (EventBody& sample : sampleEvents()) events_->push(std::move(sample));
  return info.Env().Undefined();
}

Napi::Function EngineObject::define(Napi::Env env) {
  std::vector<Method> methods{
      InstanceMethod<&EngineObject::start>("start"),
      InstanceMethod<&EngineObject::ports>("ports"),
      InstanceMethod<&EngineObject::stop>("stop"),
      InstanceMethod<&EngineObject::ring>("ring"),
      InstanceMethod<&EngineObject::answer>("answer"),
      InstanceMethod<&EngineObject::hangUp>("hangUp"),
      InstanceMethod<&EngineObject::play>("play"),
      InstanceMethod<&EngineObject::stopPlay>("stopPlay"),
      InstanceMethod<&EngineObject::setMusic>("setMusic"),
      InstanceMethod<&EngineObject::openRoom>("openRoom"),
      InstanceMethod<&EngineObject::closeRoom>("closeRoom"),
      InstanceMethod<&EngineObject::enter>("enter"),
      InstanceMethod<&EngineObject::leave>("leave"),
      InstanceMethod<&EngineObject::setMuted>("setMuted"),
      InstanceMethod<&EngineObject::setDeaf>("setDeaf"),
      InstanceMethod<&EngineObject::setGain>("setGain"),
      InstanceMethod<&EngineObject::playRoom>("playRoom"),
      InstanceMethod<&EngineObject::startRecording>("startRecording"),
      InstanceMethod<&EngineObject::stopRecording>("stopRecording"),
      InstanceMethod<&EngineObject::stats>("stats"),
      InstanceMethod<&EngineObject::legStats>("legStats"),
      InstanceMethod<&EngineObject::seatFigures>("seatFigures"),
      InstanceMethod<&EngineObject::readPeaks>("readPeaks"),
      InstanceMethod<&EngineObject::emitSamples>("emitSamples"),
  };
  addLineMethods(methods);
  addPriMethods(methods);
  addSipMethods(methods);
  return DefineClass(env, "NativeEngine", methods);
}

}  // namespace partyline::binding
