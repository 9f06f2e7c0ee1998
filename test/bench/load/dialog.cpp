#include "dialog.hpp"

#include <algorithm>

#include "clock.hpp"

namespace partyline::bench {
namespace {

// RFC 3261, table 4.
constexpr int64_t kT1Ns = 500 * kNsPerMs;
constexpr int64_t kT2Ns = 4000 * kNsPerMs;
constexpr int64_t kTransactionNs = 64 * kT1Ns;
constexpr int kInviteCseq = 1;
constexpr int kByeCseq = 2;
constexpr const char* kBranchMagic = "z9hG4bK";

}  // namespace

void Dialog::invite(int64_t now_ns) {
  remote_uri_ = id_.target_uri;
  to_ = "<" + id_.target_uri + ">";
  invited_ns_ = now_ns;
  state_ = DialogState::inviting;
  auto text = request("INVITE", kInviteCseq, "i");
  text += "Content-Type: application/sdp\r\nContent-Length: " + std::to_string(id_.sdp.size()) + "\r\n\r\n" + id_.sdp;
  startTransaction(std::move(text), now_ns);
}

void Dialog::bye(int64_t now_ns) {
  if (state_ != DialogState::talking) return;
  state_ = DialogState::leaving;
  startTransaction(request("BYE", kByeCseq, "b") + "Content-Length: 0\r\n\r\n", now_ns);
}

void Dialog::startTransaction(std::string request, int64_t now_ns) {
  pending_ = std::move(request);
  interval_ns_ = kT1Ns;
  next_send_ns_ = now_ns + interval_ns_;
  deadline_ns_ = now_ns + kTransactionNs;
  send_(pending_);
}

void Dialog::checkTimers(int64_t now_ns) {
  const bool waiting = state_ == DialogState::inviting || state_ == DialogState::leaving;
  if (!waiting) return;
  if (now_ns >= deadline_ns_) return fail(408);
  if (pending_.empty() || now_ns < next_send_ns_) return;
  send_(pending_);
  // An INVITE's interval grows without bound (17.1.1.2), that of other requests to T2 (17.1.2.2).
  interval_ns_ = state_ == DialogState::inviting ? interval_ns_ * 2 : std::min(interval_ns_ * 2, kT2Ns);
  next_send_ns_ = now_ns + interval_ns_;
}

void Dialog::receive(const SipMessage& message, int64_t now_ns) {
  if (!message.isResponse()) return receiveRequest(message);
  if (message.method() == "INVITE") return receiveInviteResponse(message, now_ns);
  if (message.method() == "BYE" && message.status() >= 200 && state_ == DialogState::leaving) state_ = DialogState::ended;
}

void Dialog::receiveInviteResponse(const SipMessage& response, int64_t now_ns) {
  if (response.status() < 200) {
    pending_.clear();
    return;
  }
  if (response.status() < 300) return accept(response, now_ns);
  to_ = std::string(response.header("To", "t"));
  // Within the INVITE's own transaction (17.1.1.3), so with its branch.
  send_(request("ACK", kInviteCseq, "i") + "Content-Length: 0\r\n\r\n");
  if (state_ == DialogState::inviting) fail(response.status());
}

void Dialog::accept(const SipMessage& response, int64_t now_ns) {
  if (state_ == DialogState::inviting) {
    pending_.clear();
    to_ = std::string(response.header("To", "t"));
    remote_uri_ = uriOf(response.header("Contact", "m"));
    answer_ = parseAnswer(response.body());
    answered_ns_ = now_ns;
    state_ = DialogState::talking;
  }
  // Each retransmitted 2xx is acknowledged anew (13.2.2.4).
  send_(request("ACK", kInviteCseq, "a") + "Content-Length: 0\r\n\r\n");
}

void Dialog::receiveRequest(const SipMessage& request) {
  if (request.method() == "ACK") return;
  const bool offers = request.method() == "INVITE" || request.method() == "UPDATE";
  send_(respond(request, id_.local_uri, offers && !request.body().empty() ? id_.sdp : std::string()));
  if (request.method() != "BYE") return;
  ended_by_target_ = state_ == DialogState::talking;
  state_ = DialogState::ended;
}

void Dialog::fail(int status) {
  pending_.clear();
  failure_status_ = status;
  state_ = DialogState::failed;
}

std::string Dialog::request(const char* method, int cseq, const std::string& branch) const {
  std::string text = std::string(method) + " " + remote_uri_ + " SIP/2.0\r\n";
  text += "Via: SIP/2.0/UDP " + id_.local_via + ";rport;branch=" + kBranchMagic + branch + id_.call_id + "\r\n";
  text += "Max-Forwards: 70\r\nFrom: <" + id_.local_uri + ">;tag=f" + id_.call_id + "\r\n";
  text += "To: " + to_ + "\r\nCall-ID: " + id_.call_id + "\r\n";
  text += "CSeq: " + std::to_string(cseq) + " " + method + "\r\n";
  return text + "Contact: <" + id_.local_uri + ">\r\n";
}

}  // namespace partyline::bench
