#include "peak_reading.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "../mixer/peaks.hpp"
#include "../rt/realtime_thread.hpp"

namespace partyline::binding {

namespace {

constexpr int kLowestPriority = 19;

class PeakReading final : public Napi::AsyncWorker {
 public:
  PeakReading(Napi::Env env, std::string path)
      : Napi::AsyncWorker(env), path_(std::move(path)), read_(Napi::Promise::Deferred::New(env)) {}
  Napi::Promise promise() const { return read_.Promise(); }

  // On a thread of its own: a lowered priority can't be raised again, and Node's workers have other things to do.
  void Execute() override {
    rt::startNamed("pl-peaks", [this] {
      setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLowestPriority);
      peaks_ = mixer::readPeaks(path_);
    }).join();
  }

  void OnOK() override {
    Napi::Uint8Array array = Napi::Uint8Array::New(Env(), peaks_.size());
    std::copy(peaks_.begin(), peaks_.end(), array.Data());
    read_.Resolve(array);
  }

  void OnError(const Napi::Error& error) override { read_.Reject(error.Value()); }

 private:
  std::string path_;
  std::vector<uint8_t> peaks_;
  Napi::Promise::Deferred read_;
};

}  // namespace

Napi::Promise readPeaks(Napi::Env env, std::string path) {
  // AsyncWorker owns itself: it is deleted when it is done.
  auto reading = std::make_unique<PeakReading>(env, std::move(path));
  const Napi::Promise promise = reading->promise();
  reading.release()->Queue();
  return promise;
}

}  // namespace partyline::binding
