#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <pjsua2.hpp>

#include "audio_clock.hpp"
#include "call.hpp"
#include "json.hpp"

namespace partyline::phone {

/** The phone: one SIP endpoint at one address, many calls. Commands come from one thread. */
class Phone {
 public:
  explicit Phone(const std::string& address);
  ~Phone();

  /** Carries out one command; the reply is said when it is done. Throws what the reply should say instead. */
  void obey(const Command& command);

 private:
  /** Takes calls for the phone; they ring until the test answers. */
  class Line : public pj::Account {
   public:
    explicit Line(Phone& phone) : phone_(phone) {}
    void onIncomingCall(pj::OnIncomingCallParam& param) override;

   private:
    Phone& phone_;
  };

  void start_endpoint();
  void start_transports(const std::string& address);
  std::unique_ptr<Line> open_line(pjmedia_srtp_use srtp);
  Line& line(const std::string& srtp);
  PhoneCall& call(const Command& command);
  void adopt(std::unique_ptr<PhoneCall> call);

  void do_call(const Command& command);
  void do_answer(const Command& command);
  void do_digits(const Command& command);
  void send_info_digits(PhoneCall& call, const std::string& digits, int duration_ms);
  void do_offer(const Command& command);
  void do_source(const Command& command);
  void do_rtp(const Command& command);
  void do_measure(const Command& command);
  void do_hang_up(const Command& command);

  using Verb = void (Phone::*)(const Command&);
  static const std::map<std::string, Verb> verbs;

  std::string address_;
  pj::Endpoint endpoint_;
  std::unique_ptr<AudioClock> clock_;
  std::map<std::string, std::unique_ptr<Line>> lines_;
  std::mutex calls_lock_;
  std::map<std::string, std::unique_ptr<PhoneCall>> calls_;
  int incoming_ = 0;
  Object ready_;
};

}  // namespace partyline::phone
