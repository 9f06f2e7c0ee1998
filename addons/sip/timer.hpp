// One timer of pjsip's worker.
#pragma once
#include <pjsip.h>

#include <cstdint>
#include <functional>

namespace partyline::sip {

// pjsip's worker only. Destroyed, it does not fire any more.
class Timer {
 public:
  explicit Timer(std::function<void()> fire);
  ~Timer() { cancel(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Instead of what it was set to before.
  void set(uint64_t delay_ms);
  void cancel();
  bool isSet() const { return set_; }

 private:
  static void onFire(pj_timer_heap_t*, pj_timer_entry*);

  std::function<void()> fire_;
  pj_timer_entry entry_{};
  bool set_ = false;
};

}  // namespace partyline::sip
