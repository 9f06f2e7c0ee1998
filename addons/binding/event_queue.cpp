#include "event_queue.hpp"

#include <time.h>

#include <utility>

#include "event_objects.hpp"

namespace partyline::binding {

namespace {

using Guard = std::lock_guard<std::mutex>;

double nowMs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

EventQueue::EventQueue(Napi::Env env, Napi::Function listener) : listener_(Napi::Persistent(listener)) {
  // One place: the queue itself holds the events, the function only wakes.
  wake_ = Wake::New(env, listener, "partyline events", 1, 1, this);
}

EventQueue::~EventQueue() {
  closed_ = true;
  wake_.Abort();
}

void EventQueue::push(EventBody body) {
  const double at_ms = nowMs();
  {
    const Guard guard(mutex_);
    if (std::holds_alternative<Levels>(body)) {
      keepLevels(Event{at_ms, std::move(body)});
    } else if (events_.size() < kCapacity) {
      events_.push_back({at_ms, std::move(body)});
    } else {
      dropped_untold_++;
      dropped_++;
    }
  }
  requestWake();
}

// With the lock held. What JavaScript has not taken yet goes before what is newer; of one seat the last counts.
void EventQueue::keepLevels(Event newer) {
  if (levels_) {
    auto& seats = std::get<Levels>(newer.body).seats;
    auto& older = std::get<Levels>(levels_->body).seats;
    if (older.size() < kCapacity) seats.insert(seats.begin(), older.begin(), older.end());
  }
  levels_ = std::move(newer);
}

void EventQueue::requestWake() {
  if (closed_ || wake_requested_.exchange(true)) return;
  wake_.NonBlockingCall();
}

void EventQueue::onWake(Napi::Env env, Napi::Function listener, EventQueue* queue, std::nullptr_t*) {
  if (env == nullptr || listener.IsEmpty() || queue->closed_) return;
  queue->deliver(env, listener);
}

void EventQueue::flush() { deliver(listener_.Env(), listener_.Value()); }

void EventQueue::deliver(Napi::Env env, Napi::Function listener) {
  wake_requested_ = false;
  const std::deque<Event> events = take();
  if (events.empty()) return;
  const Napi::HandleScope scope(env);
  const Napi::Array array = Napi::Array::New(env, events.size());
  for (uint32_t i = 0; i < events.size(); i++) array.Set(i, toObject(env, events[i]));
  listener.Call({array});
}

std::deque<Event> EventQueue::take() {
  const Guard guard(mutex_);
  std::deque<Event> taken;
  taken.swap(events_);
  if (dropped_untold_ > 0) taken.push_back({nowMs(), Overflow{std::exchange(dropped_untold_, 0)}});
  if (levels_) taken.push_back(std::move(*levels_));
  levels_.reset();
  return taken;
}

size_t EventQueue::size() const {
  const Guard guard(mutex_);
  return events_.size() + (levels_ ? 1 : 0);
}

}  // namespace partyline::binding
