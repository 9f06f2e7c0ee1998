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

// Whose call it is.
struct CallOwner {
  std::shared_ptr<pj::Account> account;   // lives as long as the call
  std::shared_ptr<Leg> leg;               // has its seat already
  SrtpUse srtp = SrtpUse::off;
};

// A call of the box's own.
struct Invitation {
  std::string uri;
  std::string from;
  std::string asserted;   // P-Asserted-Identity (RFC 3325); empty: none
  in_addr far_end{};
  // Calls by another server instead, when the first is not there (RFC 3263 4.3), and destroys this call; false: there is none.
  std::function<bool()> elsewhere;
};

// pjsip's worker only.
class Call final : public pj::Call {
 public:
  // `over` is called last, and may destroy this call. A call of the box's own has no `pjsua_id` yet.
  Call(const CallOwner& owner, int pjsua_id, const Surroundings& around, std::function<void(LegId)> over);
  ~Call() override;

  LegId leg() const { return leg_->id(); }
  const std::shared_ptr<pj::Account>& account() const { return account_; }
  void told(Incoming invite, in_addr caller);
  void invite(const Invitation& invitation);
  // It can not even be tried.
  void fail(int status, const std::string& reason);
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
  void giveUp();
  void hangUpPjsua(const pj::CallOpParam& parameters);
  void respond(int status);
  void proceed(const pj::CallInfo& info);
  void tellEnd(const Ended& ended);
  bool goesElsewhere(const Ended& ended);
  void preferOwnCodecs();
  void finish(const pj::CallInfo& info, const pj::SipEvent& event);
  Ended endedBy(const pj::CallInfo& info, const pj::SipEvent& event) const;

  const std::shared_ptr<pj::Account> account_;
  const Surroundings& around_;
  const bool outgoing_;
  std::function<void(LegId)> over_;
  std::shared_ptr<Leg> leg_;
  CallMedia media_;
  in_addr far_end_{};
  bool inviting_ = false;     // within makeCall, which tells of a failure before it returns
  bool alerting_ = false;
  bool confirmed_ = false;
  bool end_told_ = false;
  bool over_told_ = false;
  bool passed_on_ = false;    // another call has the leg
  std::function<bool()> elsewhere_;
  bool by_box_ = false;
  int box_status_ = 0;
  std::string box_reason_;
};

}  // namespace partyline::sip
