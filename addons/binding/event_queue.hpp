// From all native threads to JavaScript: a bounded queue and one thread-safe function. Producers copy and never wait for
// JavaScript; what does not fit is counted, and told as an event of its own.
#pragma once
#include <napi.h>

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>

#include "event.hpp"

namespace partyline::binding {

// `push` from any thread but an audio thread; all else from Node's main thread.
class EventQueue {
 public:
  static constexpr size_t kCapacity = 8192;

  EventQueue(Napi::Env env, Napi::Function listener);
  ~EventQueue();   // what waits is lost

  void push(EventBody body);
  // Tells what waits, without waiting for the next turn of the event loop.
  void flush();
  size_t size() const;
  uint64_t dropped() const { return dropped_; }
  // Node's process may end although this queue lives.
  void unref(Napi::Env env) { wake_.Unref(env); }

 private:
  static void onWake(Napi::Env env, Napi::Function listener, EventQueue* queue, std::nullptr_t*);
  using Wake = Napi::TypedThreadSafeFunction<EventQueue, std::nullptr_t, &onWake>;

  std::deque<Event> take();
  void deliver(Napi::Env env, Napi::Function listener);
  void keepLevels(Event newer);
  void requestWake();

  mutable std::mutex mutex_;
  std::deque<Event> events_;
  std::optional<Event> levels_;   // all that are not taken yet, in one
  uint32_t dropped_untold_ = 0;
  std::atomic<uint64_t> dropped_{0};
  std::atomic<bool> wake_requested_{false};
  std::atomic<bool> closed_{false};
  Napi::FunctionReference listener_;
  Wake wake_;
};

}  // namespace partyline::binding
