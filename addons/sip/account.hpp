// The box's own SIP account: takes calls, registers nowhere. And what trunks' accounts have in common with it.
#pragma once
#include <pjsua2.hpp>

#include <functional>

#include "options.hpp"

namespace partyline::sip {

using OnCall = std::function<void(int pjsua_call, const pjsip_rx_data& invite)>;

class Account final : public pj::Account {
 public:
  explicit Account(OnCall on_call) : on_call_(std::move(on_call)) {}
  ~Account() override { shutdown(); }
  // Throws pj::Error.
  void open(const Options& options);
  void onIncomingCall(pj::OnIncomingCallParam&) override;

 private:
  OnCall on_call_;
};

// How calls of an account are made and taken; its name is still missing.
pj::AccountConfig accountConfig(SrtpUse srtp);

}  // namespace partyline::sip
