// The box's one SIP account: no registration, takes every call.
#pragma once
#include <pjsua2.hpp>

#include <functional>

#include "options.hpp"

namespace partyline::sip {

class Account final : public pj::Account {
 public:
  using OnCall = std::function<void(int pjsua_call, const pjsip_rx_data& invite)>;

  explicit Account(OnCall on_call) : on_call_(std::move(on_call)) {}
  ~Account() override { shutdown(); }
  // Throws pj::Error.
  void open(const Options& options);
  void onIncomingCall(pj::OnIncomingCallParam&) override;

 private:
  OnCall on_call_;
};

}  // namespace partyline::sip
