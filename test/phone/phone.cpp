#include "phone.hpp"

#include <cctype>
#include <stdexcept>
#include <utility>

#include <sched.h>

#include <pjsua-lib/pjsua.h>

namespace partyline::phone {

namespace {

constexpr unsigned max_calls = 160;
constexpr unsigned jitter_buffer_ms = 60;

void say_ok(int id, Object reply = {}) { say(reply.add("id", static_cast<double>(id)).add("ok", true)); }

int id_of(const Command& command) { return static_cast<int>(command.number("id")); }

pjmedia_srtp_use srtp_use(const std::string& wish) {
  if (wish == "off") return PJMEDIA_SRTP_DISABLED;
  if (wish == "optional") return PJMEDIA_SRTP_OPTIONAL;
  if (wish == "mandatory") return PJMEDIA_SRTP_MANDATORY;
  throw std::invalid_argument("srtp is off, optional or mandatory, not '" + wish + "'");
}

/** Codecs that the box speaks; others only swell the SDP, which pjsua2 hands over in a small buffer. */
bool is_wanted(const std::string& codec) {
  const auto name = codec.substr(0, codec.find('/'));
  return name == "opus" || name == "G722" || name == "PCMU" || name == "PCMA";
}

Object describe(const Tone& tone) { return Object().add("hz", tone.frequency_hz).add("dbov", tone.level_dbov); }

Object describe(const Step& step) {
  return Object().add("atMs", step.at_ms).add("phaseTurns", step.phase_turns).add("levelDb", step.level_db);
}

template <typename Item>
std::vector<Object> described(const std::vector<Item>& items) {
  std::vector<Object> out;
  for (const auto& item : items) out.push_back(describe(item));
  return out;
}

struct Question {
  int id;
  std::vector<double> frequencies;
  double continuous_hz;
};

Object describe(const Capture& capture, const Question& question) {
  const auto& heard = capture.heard;
  std::vector<Tone> tones;
  for (const double hz : question.frequencies) tones.push_back({hz, tone_level_dbov(heard, hz)});
  Object report;
  report.add("rateHz", static_cast<double>(heard.rate_hz))
      .add("dbov", level_dbov(heard.samples.data(), heard.samples.size()))
      .add("tones", described(tones))
      .add("strongest", described(strongest_tones(heard, 5)))
      .add("envelope", envelope_dbov(heard))
      .add("frames", static_cast<double>(capture.frames))
      .add("missingFrames", static_cast<double>(capture.missing_frames))
      .add("zeroFrames", static_cast<double>(capture.zero_frames))
      .add("lost", static_cast<double>(capture.lost))
      .add("discarded", static_cast<double>(capture.discarded))
      .add("nextFrame", static_cast<double>(capture.next_frame));
  if (question.continuous_hz > 0) report.add("steps", described(steps(heard, question.continuous_hz)));
  return report;
}

void answer_question(const Question& question, const Capture& capture) {
  if (!capture.failure.empty()) {
    say(Object().add("id", static_cast<double>(question.id)).add("ok", false).add("error", capture.failure));
  } else {
    say_ok(question.id, describe(capture, question));
  }
}

}  // namespace

const std::map<std::string, Phone::Verb> Phone::verbs = {
    {"call", &Phone::do_call},     {"answer", &Phone::do_answer}, {"digits", &Phone::do_digits}, {"offer", &Phone::do_offer},
    {"source", &Phone::do_source}, {"rtp", &Phone::do_rtp},       {"measure", &Phone::do_measure}, {"hangup", &Phone::do_hang_up},
};

Phone::Phone(const std::string& address) : address_(address) {
  start_endpoint();
  start_transports(address);
  clock_ = std::make_unique<AudioClock>([this] { endpoint_.libRegisterThread("audio clock"); });
  // The first line is the one that takes calls.
  line("optional");
  say(ready_);
}

Phone::~Phone() {
  // Calls first: their end still needs the clock. Then the clock, which ticks what the endpoint owns.
  endpoint_.hangupAllCalls();
  for (const auto& entry : calls_) clock_->remove(entry.second->seat());
  calls_.clear();
  lines_.clear();
  clock_.reset();
  endpoint_.libDestroy();
}

void Phone::start_endpoint() {
  // Standard output is for replies and events alone.
  pj_log_set_level(0);
  endpoint_.libCreate();
  pj::EpConfig config;
  config.logConfig.level = 0;
  config.logConfig.consoleLevel = 0;
  config.uaConfig.userAgent = "partyline-phone";
  config.uaConfig.maxCalls = max_calls;
  config.uaConfig.threadCnt = 1;
  config.medConfig.clockRate = 8000;
  config.medConfig.sndClockRate = 8000;
  config.medConfig.threadCnt = 1;
  config.medConfig.noVad = true;
  config.medConfig.ecTailLen = 0;
  config.medConfig.maxMediaPorts = max_calls + 2;
  // Deep, never adapting, never discarding: what a call hears is as the other side sent it, however late this process runs.
  config.medConfig.jbInit = config.medConfig.jbMinPre = config.medConfig.jbMaxPre = jitter_buffer_ms;
  config.medConfig.jbDiscardAlgo = PJMEDIA_JB_DISCARD_NONE;
  endpoint_.libInit(config);
  for (const auto& codec : endpoint_.codecEnum2()) {
    if (!is_wanted(codec.codecId)) endpoint_.codecSetPriority(codec.codecId, PJMEDIA_CODEC_PRIO_DISABLED);
  }
}

void Phone::start_transports(const std::string& address) {
  pj::TransportConfig config;
  config.boundAddress = address;
  config.tlsConfig.verifyServer = false;
  const auto udp = endpoint_.transportCreate(PJSIP_TRANSPORT_UDP, config);
  const auto tcp = endpoint_.transportCreate(PJSIP_TRANSPORT_TCP, config);
  endpoint_.transportCreate(PJSIP_TRANSPORT_TLS, config);
  endpoint_.libStart();
  endpoint_.audDevManager().setNullDev();
  ready_.add("event", "ready").add("udp", endpoint_.transportGetInfo(udp).localName).add("tcp", endpoint_.transportGetInfo(tcp).localName);
}

std::unique_ptr<Phone::Line> Phone::open_line(pjmedia_srtp_use srtp) {
  pj::AccountConfig config;
  config.idUri = "sip:phone@" + address_;
  auto& media = config.mediaConfig;
  media.srtpUse = srtp;
  media.srtpSecureSignaling = 0;
  media.srtpOpt.keyings = {PJMEDIA_SRTP_KEYING_SDES};
  pj::SrtpCrypto suite{};
  suite.name = "AES_CM_128_HMAC_SHA1_80";
  media.srtpOpt.cryptos = {suite};
  // 0 lets the system pick a free port for each call.
  media.transportConfig.port = 0;
  media.transportConfig.boundAddress = address_;
  auto line = std::make_unique<Line>(*this);
  line->create(config);
  return line;
}

Phone::Line& Phone::line(const std::string& srtp) {
  auto& found = lines_[srtp];
  if (!found) found = open_line(srtp_use(srtp));
  return *found;
}

void Phone::Line::onIncomingCall(pj::OnIncomingCallParam& param) {
  auto call = std::make_unique<PhoneCall>(*this, *phone_.clock_, "incoming-" + std::to_string(++phone_.incoming_), param.callId);
  const auto info = call->getInfo();
  const std::string name = call->name();
  // Whoever hears of the call may answer it at once.
  phone_.adopt(std::move(call));
  say(Object().add("event", "incoming").add("call", name).add("from", info.remoteUri).add("to", info.localUri));
}

void Phone::obey(const Command& command) {
  const auto verb = verbs.find(command.text("do"));
  if (verb == verbs.end()) throw std::invalid_argument("no command '" + command.text("do") + "'");
  (this->*verb->second)(command);
}

PhoneCall& Phone::call(const Command& command) {
  const std::lock_guard<std::mutex> lock(calls_lock_);
  const auto found = calls_.find(command.text("call"));
  if (found == calls_.end()) throw std::invalid_argument("no call '" + command.text("call") + "'");
  return *found->second;
}

void Phone::adopt(std::unique_ptr<PhoneCall> call) {
  const std::lock_guard<std::mutex> lock(calls_lock_);
  auto name = call->name();
  calls_[std::move(name)] = std::move(call);
}

void Phone::do_call(const Command& command) {
  auto made = std::make_unique<PhoneCall>(line(command.text("srtp", "off")), *clock_, command.text("call"));
  made->wish.codecs = command.texts("codecs");
  made->wish.telephone_event = command.flag("telephoneEvent", true);
  pj::CallOpParam options(true);
  options.opt.videoCount = 0;
  options.opt.textCount = 0;
  options.txOption.localUri = command.text("from", "");
  for (const auto& field : command.fields("headers")) {
    pj::SipHeader header;
    header.hName = field.first;
    header.hValue = field.second;
    options.txOption.headers.push_back(header);
  }
  auto& call = *made;
  adopt(std::move(made));
  call.makeCall(command.text("uri"), options);
  say_ok(id_of(command));
}

void Phone::do_answer(const Command& command) {
  auto& answered = call(command);
  answered.wish.codecs = command.texts("codecs");
  pj::CallOpParam options(true);
  options.statusCode = static_cast<pjsip_status_code>(command.number("status", 200));
  options.opt.videoCount = 0;
  options.opt.textCount = 0;
  answered.answer(options);
  say_ok(id_of(command));
}

void Phone::do_digits(const Command& command) {
  auto& pressed = call(command);
  const auto method = command.text("method", "rfc4733");
  const auto digits = command.text("digits");
  const int duration_ms = static_cast<int>(command.number("ms", 80));
  const int id = id_of(command);
  if (method == "info") {
    send_info_digits(pressed, digits, duration_ms);
    return say_ok(id);
  }
  const int pause_ms = static_cast<int>(command.number("pauseMs", 60));
  clock_->between_ticks([&] { pressed.seat().press(digits, duration_ms, pause_ms, method == "inband", [id] { say_ok(id); }); });
}

void Phone::send_info_digits(PhoneCall& call, const std::string& digits, int duration_ms) {
  for (const char digit : digits) {
    pj::CallSendDtmfParam one;
    one.method = PJSUA_DTMF_METHOD_SIP_INFO;
    one.duration = static_cast<unsigned>(duration_ms);
    one.digits = std::string(1, digit);
    call.sendDtmf(one);
  }
}

/** A re-INVITE: with another direction (hold and back), other codecs, or both. */
void Phone::do_offer(const Command& command) {
  auto& offering = call(command);
  offering.wish.direction = command.text("direction", offering.wish.direction);
  if (const auto codecs = command.texts("codecs"); !codecs.empty()) offering.wish.codecs = codecs;
  pj::CallOpParam options(true);
  options.opt.videoCount = 0;
  options.opt.textCount = 0;
  offering.reinvite(options);
  say_ok(id_of(command));
}

void Phone::do_source(const Command& command) {
  auto& speaking = call(command);
  const auto kind = command.text("kind");
  clock_->between_ticks([&] {
    auto& source = speaking.seat().source;
    if (kind == "tone") {
      source.play_tone(command.number("hz"), command.number("dbov"));
    } else if (kind == "speech") {
      source.speak(command.number("dbov"));
    } else {
      source.be_silent();
    }
  });
  say_ok(id_of(command));
}

void Phone::do_rtp(const Command& command) {
  auto& changed = call(command);
  const bool sending = command.flag("sending", true);
  clock_->between_ticks([&] { changed.seat().sending = sending; });
  say_ok(id_of(command));
}

void Phone::do_measure(const Command& command) {
  auto& measured = call(command);
  const Question question{id_of(command), command.numbers("frequencies"), command.number("continuousHz", 0)};
  const int ms = static_cast<int>(command.number("ms"));
  const double first_frame = command.number("firstFrame", -1);
  clock_->between_ticks([&] {
    measured.seat().capture(ms, first_frame < 0 ? std::nullopt : std::optional(static_cast<uint64_t>(first_frame)), [question](Capture capture) {
      // The sums take longer than a tick may, and are no work of the phone.
      std::thread([question, capture = std::move(capture)] {
        const sched_param none{};
        sched_setscheduler(0, SCHED_OTHER, &none);
        answer_question(question, capture);
      }).detach();
    });
  });
}

void Phone::do_hang_up(const Command& command) {
  auto& ending = call(command);
  pj::CallOpParam options;
  options.statusCode = static_cast<pjsip_status_code>(command.number("status", 0));
  if (ending.isActive()) ending.hangup(options);
  say_ok(id_of(command));
}

}  // namespace partyline::phone
