// One call's SIP: an INVITE client transaction, its dialog, and a BYE (RFC 3261 17.1, 12, 15), over UDP.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "codec.hpp"
#include "sip_message.hpp"

namespace partyline::bench {

enum class DialogState { idle, inviting, talking, leaving, ended, failed };

struct DialogIdentity {
  std::string call_id;
  std::string local_uri;    // sip:caller7@127.0.0.1:port, also the Contact
  std::string target_uri;   // sip:8001@127.0.0.1:5060
  std::string local_via;    // 127.0.0.1:port
  std::string sdp;          // the offer
};

using SendText = std::function<void(const std::string&)>;

class Dialog {
 public:
  Dialog(DialogIdentity identity, SendText send) : id_(std::move(identity)), send_(std::move(send)) {}

  void invite(int64_t now_ns);
  void bye(int64_t now_ns);
  void receive(const SipMessage& message, int64_t now_ns);
  void checkTimers(int64_t now_ns);

  DialogState state() const { return state_; }
  const MediaAnswer& answer() const { return answer_; }
  int failureStatus() const { return failure_status_; }    // 408 also stands for "no answer at all"
  bool endedByTarget() const { return ended_by_target_; }
  int64_t inviteNs() const { return invited_ns_; }
  int64_t answeredNs() const { return answered_ns_; }

 private:
  void receiveInviteResponse(const SipMessage& response, int64_t now_ns);
  void receiveRequest(const SipMessage& request);
  void accept(const SipMessage& response, int64_t now_ns);
  void fail(int status);
  void startTransaction(std::string request, int64_t now_ns);
  std::string request(const char* method, int cseq, const std::string& branch) const;

  DialogIdentity id_;
  SendText send_;
  DialogState state_ = DialogState::idle;
  MediaAnswer answer_;
  std::string remote_uri_;    // request URI within the dialog
  std::string to_;
  std::string pending_;       // request to be retransmitted, empty when none
  int64_t next_send_ns_ = 0;
  int64_t interval_ns_ = 0;
  int64_t deadline_ns_ = 0;
  int64_t invited_ns_ = 0;
  int64_t answered_ns_ = 0;
  int failure_status_ = 0;
  bool ended_by_target_ = false;
};

}  // namespace partyline::bench
