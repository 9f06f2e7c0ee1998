#include "timer.hpp"

#include <pjsua-lib/pjsua.h>

namespace partyline::sip {

Timer::Timer(std::function<void()> fire) : fire_(std::move(fire)) { pj_timer_entry_init(&entry_, 0, this, &onFire); }

void Timer::set(uint64_t delay_ms) {
  cancel();
  const pj_time_val delay{static_cast<long>(delay_ms / 1000), static_cast<long>(delay_ms % 1000)};
  set_ = pjsip_endpt_schedule_timer(pjsua_get_pjsip_endpt(), &entry_, &delay) == PJ_SUCCESS;
}

void Timer::cancel() {
  if (set_) pjsip_endpt_cancel_timer(pjsua_get_pjsip_endpt(), &entry_);
  set_ = false;
}

void Timer::onFire(pj_timer_heap_t*, pj_timer_entry* entry) {
  auto* timer = static_cast<Timer*>(entry->user_data);
  timer->set_ = false;
  // A copy: what it does may destroy the timer.
  const auto fire = timer->fire_;
  fire();
}

}  // namespace partyline::sip
