// One SIP call: its signalling. Its media is CallMedia's.
#pragma once
#include <pjsua2.hpp>

#include <functional>
#include <memory>

#include "call_media.hpp"
#include "leg.hpp"
#include "listener.hpp"
#include "surroundings.hpp"

namespace partyline::sip {

// pjsip's worker only.
class Call final : public pj::Call {
 public:
  // `over` is called last, and may destroy this call.
  Call(pj::Account& account, int pjsua_id, const Surroundings& around, std::function<void(LegId)> over);
  ~Call() override;

  LegId leg() const { return leg_->id(); }
  void told(Incoming invite, in_addr caller);
  void ring();
  void answerIt();
  // Before the answer `status` is the final response; after it a BYE, with Reason (RFC 3326) unless 200.
  void hangUp(int status, const std::string& reason);

  void onCreateMediaTransport(pj::OnCreateMediaTransportParam&) override;
  void onStreamCreated(pj::OnStreamCreatedParam&) override;
  void onStreamDestroyed(pj::OnStreamDestroyedParam&) override;
  void onCallMediaState(pj::OnCallMediaStateParam&) override;
  void onCallState(pj::OnCallStateParam&) override;
  void onCallTsxState(pj::OnCallTsxStateParam&) override;
  void onCallTransferRequest(pj::OnCallTransferRequestParam&) override;
  void onCallReplaceRequest(pj::OnCallReplaceRequestParam&) override;

 private:
  void respond(int status);
  void preferOwnCodecs();
  void finish(const pj::CallInfo& info, const pj::SipEvent& event);
  Ended endedBy(const pj::CallInfo& info, const pj::SipEvent& event) const;

  const Surroundings& around_;
  std::function<void(LegId)> over_;
  std::shared_ptr<Leg> leg_;
  CallMedia media_;
  in_addr caller_{};
  bool confirmed_ = false;
  bool by_box_ = false;
  int box_status_ = 0;
  std::string box_reason_;
};

}  // namespace partyline::sip
