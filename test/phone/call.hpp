#pragma once
#include <string>

#include <pjsua2.hpp>

#include "audio_clock.hpp"
#include "sdp_filter.hpp"
#include "seat.hpp"

namespace partyline::phone {

/** One call of the phone. Tells the test what happens to it; its audio is the seat's. */
class PhoneCall : public pj::Call {
 public:
  PhoneCall(pj::Account& account, AudioClock& clock, std::string name, int call_id = PJSUA_INVALID_ID);
  ~PhoneCall() override;

  const std::string& name() const { return name_; }
  /** Change it only between two ticks. */
  Seat& seat() { return seat_; }
  /** Takes effect with the next offer. */
  MediaWish wish;

  void onCallState(pj::OnCallStateParam& param) override;
  void onCallMediaState(pj::OnCallMediaStateParam& param) override;
  void onCallSdpCreated(pj::OnCallSdpCreatedParam& param) override;
  void onStreamCreated(pj::OnStreamCreatedParam& param) override;
  void onStreamDestroyed(pj::OnStreamDestroyedParam& param) override;

 private:
  void say_ended(const pj::CallInfo& info, const pj::OnCallStateParam& param);

  AudioClock& clock_;
  std::string name_;
  Seat seat_;
};

}  // namespace partyline::phone
