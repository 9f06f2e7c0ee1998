// What libpri tells, as the span's own events.
#include "signalling.hpp"

#include <utility>

#include "party.hpp"

namespace partyline::pri {

namespace {

// Far more than a span has channels, and few enough to be harmless.
constexpr size_t kMostCalls = 62;
constexpr int kHighestChannel = 31;
constexpr int kHighestCause = 127;

// Libpri packs the span and flags into higher bits; -1 and 0xFF are "any".
int channelOf(int encoded) {
  const int channel = encoded < 0 ? 0 : encoded & 0xFF;
  return channel <= kHighestChannel ? channel : 0;
}

int causeOf(int cause) { return cause > 0 && cause <= kHighestCause ? cause : PRI_CAUSE_NORMAL_UNSPECIFIED; }

bool isInband(int progress) { return (progress & PRI_PROG_INBAND_AVAILABLE) != 0; }

bool isShown(int presentation) { return (presentation & PRI_PRES_RESTRICTION) == PRI_PRES_ALLOWED; }

bool isVoice(int capability) { return capability == PRI_TRANS_CAP_SPEECH || capability == PRI_TRANS_CAP_3_1K_AUDIO; }

std::string callerOf(const pri_event_ring& ring) {
  const auto& number = ring.calling.number;
  return number.valid && isShown(number.presentation) ? cleanCaller(number.str, number.plan) : "";
}

std::string nameOf(const pri_event_ring& ring) {
  const auto& party = ring.calling;
  const bool withheld = party.number.valid && (party.number.presentation & PRI_PRES_RESTRICTION) == PRI_PRES_RESTRICTED;
  return party.name.valid && isShown(party.name.presentation) && !withheld ? cleanName(party.name.str) : "";
}

// Some exchanges send what is dialled as keypad digits (Q.931 annex I).
std::string calledOf(const pri_event_ring& ring) {
  const std::string called = cleanDigits(ring.callednum);
  return called.empty() ? cleanDigits(ring.keypad_digits) : called;
}

}  // namespace

void Signalling::take(const pri_event& event) {
  switch (event.e) {
    case PRI_EVENT_DCHAN_UP: return onLink(true, "");
    case PRI_EVENT_DCHAN_DOWN: return onLink(false, "The D channel went down.");
    case PRI_EVENT_CONFIG_ERR: return onLink(false, "Both ends of the span are set to the same side.");
    case PRI_EVENT_RING: return onOffered(event.ring);
    case PRI_EVENT_INFO_RECEIVED: return onDigits(event.ring.call, event.ring.callednum, event.ring.complete != 0);
    case PRI_EVENT_KEYPAD_DIGIT: return onDigits(event.digit.call, event.digit.digits, false);
    case PRI_EVENT_SETUP_ACK: return onMore(event.setup_ack);
    case PRI_EVENT_PROCEEDING:
    case PRI_EVENT_PROGRESS: return onProceeding(event.proceeding);
    case PRI_EVENT_RINGING: return onAlerting(event.ringing);
    case PRI_EVENT_ANSWER: return onAnswered(event.answer);
    case PRI_EVENT_HANGUP_REQ: return onDisconnect(event.hangup);
    case PRI_EVENT_HANGUP:
    case PRI_EVENT_HANGUP_ACK: return onRelease(event.hangup);
    case PRI_EVENT_RESTART: return onRestart(channelOf(event.restart.channel));
    case PRI_EVENT_RESTART_ACK: return onRestarted(channelOf(event.restartack.channel));
    default: return;   // supplementary services, which the box does not offer
  }
}

void Signalling::onOffered(const pri_event_ring& ring) {
  if (calls_.size() >= kMostCalls) {
    pri_hangup(pri(), ring.call, PRI_CAUSE_NORMAL_CIRCUIT_CONGESTION);
    return;
  }
  Call& call = calls_.add(place_.new_call(), ring.call);
  call.phase = Call::Phase::offered;
  call.reference = ring.cref;
  call.channel = channelOf(ring.channel);
  Offered offered;
  offered.call = call.id;
  offered.span = place_.span;
  offered.channel = call.channel;
  offered.flexible = ring.flexible != 0;
  offered.called = calledOf(ring);
  offered.calling = callerOf(ring);
  offered.calling_name = nameOf(ring);
  offered.complete = ring.complete != 0 || !options_.overlap;
  offered.voice = isVoice(ring.ctype);
  tell(offered);
}

void Signalling::onDigits(q931_call* handle, const char* text, bool complete) {
  const Call* call = calls_.find(handle);
  const bool wanted = call != nullptr && (call->phase == Call::Phase::offered || call->phase == Call::Phase::collecting);
  if (wanted) tell(Digits{call->id, cleanDigits(text), complete});
}

void Signalling::onMore(const pri_event_setup_ack& ack) {
  Call* call = at(ack.call, ack.channel);
  if (call == nullptr) return;
  call->phase = Call::Phase::dialling;
  sendDigits(*call, std::exchange(call->digits_to_go, {}));
  tell(More{call->id, call->channel});
}

void Signalling::onProceeding(const pri_event_proceeding& proceeding) {
  Call* call = at(proceeding.call, proceeding.channel);
  if (call == nullptr) return;
  if (proceeding.e == PRI_EVENT_PROCEEDING) call->phase = Call::Phase::settled;
  tell(Proceeding{call->id, call->channel, isInband(proceeding.progressmask)});
}

void Signalling::onAlerting(const pri_event_ringing& ringing) {
  Call* call = at(ringing.call, ringing.channel);
  if (call == nullptr) return;
  call->phase = Call::Phase::settled;
  tell(Alerting{call->id, call->channel, isInband(ringing.progressmask)});
}

void Signalling::onAnswered(const pri_event_answer& answer) {
  Call* call = at(answer.call, answer.channel);
  if (call == nullptr) return;
  call->phase = Call::Phase::settled;
  tell(Answered{call->id, call->channel});
}

void Signalling::onDisconnect(const pri_event_hangup& hangup) {
  Call* call = calls_.find(hangup.call);
  if (call == nullptr) return release(hangup);
  call->cause = causeOf(hangup.cause);
  tell(Cleared{call->id, call->cause, controller_.message().tones});
}

// The call is over for the far end. Libpri answers with RELEASE COMPLETE where that is due, and forgets it.
void Signalling::onRelease(const pri_event_hangup& hangup) {
  Call* call = calls_.find(hangup.call);
  if (call != nullptr) {
    if (call->cause == 0) call->cause = causeOf(hangup.cause);
    call->phase = Call::Phase::clearing;
  }
  if (hangup.e == PRI_EVENT_HANGUP) release(hangup);
}

void Signalling::release(const pri_event_hangup& hangup) { pri_hangup(pri(), hangup.call, causeOf(hangup.cause)); }

void Signalling::onRestart(int channel) {
  clearChannel(channel);
  tell(Restart{place_.span, channel});
}

void Signalling::onRestarted(int channel) {
  clearChannel(channel);
  tell(Restarted{place_.span, channel});
}

// Libpri answers a DISCONNECT that comes before any word of ours by RELEASE COMPLETE, and then keeps the call for ever.
void Signalling::afterMessage(const Q931Message& message) {
  if (!message.isDisconnect()) return;
  eachCall([&](Call& call) {
    if (call.phase == Call::Phase::offered && call.reference == message.call_reference) drop(call, PRI_CAUSE_NORMAL_CLEARING);
  });
}

Call* Signalling::at(q931_call* handle, int channel) {
  Call* call = calls_.find(handle);
  if (call == nullptr || call->phase == Call::Phase::clearing) return nullptr;
  if (channelOf(channel) != 0) call->channel = channelOf(channel);
  return call;
}

}  // namespace partyline::pri
