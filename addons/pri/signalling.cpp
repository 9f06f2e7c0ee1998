#include "signalling.hpp"

#include <algorithm>

#include "clock.hpp"
#include "log.hpp"
#include "party.hpp"

namespace partyline::pri {

namespace {

constexpr int kFirstWait_ms = 5000;
// Between two questions for a sign of life (Q.921 5.9.1, T200).
constexpr int kAsking_ms = 1000;
constexpr int kFramesATurn = 64;
constexpr int kOutOfOrder = PRI_CAUSE_DESTINATION_OUT_OF_ORDER;
constexpr int kInband = 0;   // nothing is heard yet that the far end should let through
constexpr int kHeardInband = 1;

struct FreeRequest {
  void operator()(pri_sr* request) const { pri_sr_free(request); }
};
using Request = std::unique_ptr<pri_sr, FreeRequest>;

Request requestFor(const Setup& setup, const Options& options) {
  Request request(pri_sr_new());
  const bool audio = setup.bearer == Bearer::audio;
  const int law = setup.law == Law::a ? PRI_LAYER_1_ALAW : PRI_LAYER_1_ULAW;
  pri_sr_set_bearer(request.get(), audio ? PRI_TRANS_CAP_3_1K_AUDIO : PRI_TRANS_CAP_DIGITAL, law);
  // As a PBX does: the caller may be somebody outside of the ISDN.
  pri_sr_set_channel(request.get(), setup.channel, setup.exclusive ? 1 : 0, audio && options.side == Side::user ? 1 : 0);
  return request;
}

NumberPlan planOf(const std::string& number, NumberPlan otherwise) { return number.rfind('+', 0) == 0 ? NumberPlan::international : otherwise; }

void setParties(pri_sr* request, const Setup& setup) {
  // libpri copies from what it does not call const.
  std::string called = cleanDigits(setup.called);
  std::string calling = cleanDigits(setup.calling);
  std::string name = nameForIsdn(setup.calling_name);
  const int presentation = setup.withheld ? PRES_PROHIB_USER_NUMBER_NOT_SCREENED : PRES_ALLOWED_USER_NUMBER_NOT_SCREENED;
  const int calling_plan = planOctet(planOf(setup.calling, NumberPlan::unknown));
  pri_sr_set_caller(request, calling.data(), name.empty() ? nullptr : name.data(), calling_plan, presentation);
  pri_sr_set_called(request, called.data(), planOctet(planOf(setup.called, setup.called_plan)), setup.complete ? 1 : 0);
}

// Libpri says these by RELEASE COMPLETE; any other cause, and it says nothing to one who has got no answer to his SETUP (Q.931 5.3.2).
bool refusesAtOnce(int cause) {
  switch (cause) {
    case PRI_CAUSE_UNALLOCATED:
    case PRI_CAUSE_NORMAL_CIRCUIT_CONGESTION:
    case PRI_CAUSE_REQUESTED_CHAN_UNAVAIL:
    case PRI_CAUSE_INVALID_CALL_REFERENCE:
    case PRI_CAUSE_IDENTIFIED_CHANNEL_NOTEXIST:
    case PRI_CAUSE_INCOMPATIBLE_DESTINATION: return true;
    default: return false;
  }
}

}  // namespace

Signalling::Signalling(const Place& place, const Options& options)
    : place_(place), options_(options), controller_(place.port, options), give_up_waiting_ms_(now_ms() + kFirstWait_ms) {}

Signalling::~Signalling() {
  eachCall([this](Call& call) { drop(call, kOutOfOrder); });
}

void Signalling::setUp(CallId id, const Setup& setup) {
  if (!up()) return tell(Ended{id, kOutOfOrder});
  const Request request = requestFor(setup, options_);
  setParties(request.get(), setup);
  Call& call = calls_.add(id, pri_new_call(pri()));
  call.phase = Call::Phase::initiated;
  call.channel = setup.channel;
  if (pri_setup(pri(), call.handle, request.get()) != 0) drop(call, PRI_CAUSE_NORMAL_TEMPORARY_FAILURE);
}

void Signalling::moreDigits(CallId id, int channel) {
  Call* call = alive(id);
  if (call == nullptr || call->phase != Call::Phase::offered) return;
  call->channel = channel;
  call->phase = Call::Phase::collecting;
  pri_setup_ack(pri(), call->handle, channel, 0, kInband);
}

void Signalling::digits(CallId id, const std::string& digits) {
  Call* call = alive(id);
  if (call == nullptr) return;
  if (call->phase == Call::Phase::initiated) call->digits_to_go += cleanDigits(digits);
  if (call->phase == Call::Phase::dialling) sendDigits(*call, cleanDigits(digits));
}

void Signalling::sendDigits(Call& call, const std::string& digits) {
  for (const char digit : digits) pri_information(pri(), call.handle, digit);
}

void Signalling::proceed(CallId id, int channel) {
  Call* call = alive(id);
  if (call == nullptr) return;
  call->channel = channel;
  call->phase = Call::Phase::settled;
  pri_proceeding(pri(), call->handle, channel, kInband);
}

void Signalling::alert(CallId id, int channel) {
  Call* call = alive(id);
  if (call == nullptr) return;
  call->channel = channel;
  call->phase = Call::Phase::settled;
  pri_acknowledge(pri(), call->handle, channel, kInband);
}

void Signalling::progress(CallId id, int channel) {
  Call* call = alive(id);
  if (call == nullptr) return;
  if (call->phase != Call::Phase::settled) proceed(id, channel);
  pri_progress(pri(), call->handle, channel, kHeardInband);
}

void Signalling::answer(CallId id, int channel) {
  Call* call = alive(id);
  if (call == nullptr) return;
  call->channel = channel;
  call->phase = Call::Phase::settled;
  pri_answer(pri(), call->handle, channel, 0);
}

void Signalling::hangUp(CallId id, int cause) {
  Call* call = alive(id);
  if (call == nullptr) return;
  if (call->cause == 0) call->cause = cause;
  if (call->phase == Call::Phase::offered && !refusesAtOnce(cause)) pri_proceeding(pri(), call->handle, std::max(call->channel, 1), kInband);
  call->phase = Call::Phase::clearing;
  pri_hangup(pri(), call->handle, cause);
  // The far end hears of it when the link is back; nobody here waits for that.
  if (link_up_) sweep();
  else forget(*call);
}

void Signalling::hangUpAll(int cause) {
  for (const CallId id : calls_.ids()) hangUp(id, cause);
}

void Signalling::restart(int channel) {
  clearChannel(channel);
  pri_reset(pri(), channel);
}

void Signalling::clearChannel(int channel) {
  eachCall([&](Call& call) {
    if (channel == 0 || call.channel == channel) drop(call, PRI_CAUSE_NORMAL_TEMPORARY_FAILURE);
  });
}

void Signalling::lose(const std::string& reason) {
  eachCall([this](Call& call) { drop(call, kOutOfOrder); });
  onLink(false, reason);
}

void Signalling::setAlarm(bool on) {
  if (on == alarm_) return;
  alarm_ = on;
  tellState("The span is in alarm.");
}

void Signalling::run() {
  traceAsAsked(pri());
  while (const pri_event* event = controller_.runTimers()) take(*event);
  sweep();
  pri_event* event = nullptr;
  for (int frames = 0; frames < kFramesATurn && controller_.takeFrame(event); frames++) {
    settle();
    if (event != nullptr) take(*event);
    sweep();
    afterMessage(controller_.message());
  }
  settle();
  if (told_ == Told::nothing && !up() && now_ms() >= give_up_waiting_ms_) tellState("The far end does not answer on the D channel.");
}

void Signalling::onLink(bool up, const std::string& reason) {
  link_up_ = up;
  settled_ = false;
  if (up) inquire();
  else tellState(reason);
}

void Signalling::inquire() {
  asks_at_ms_ = now_ms() + kAsking_ms;
  controller_.inquire();
}

// An end that asks for the link itself acknowledges that of the other (Q.921 5.5.5), but hears nothing more, and begins anew some seconds later: calls
// till then would be lost. One whose link is up must answer (5.9.5).
void Signalling::settle() {
  if (!link_up_ || settled_) return;
  settled_ = controller_.sawLife();
  if (settled_) tellState("");
  else if (now_ms() >= asks_at_ms_) inquire();
}

int Signalling::timeout_ms() const {
  const int timers_ms = controller_.timeout_ms();
  const int64_t look_ms = nextLook_ms();
  if (look_ms == 0) return timers_ms;
  const int own_ms = static_cast<int>(std::max<int64_t>(0, look_ms - now_ms()));
  return timers_ms < 0 ? own_ms : std::min(timers_ms, own_ms);
}

// On the clock; 0: none is needed.
int64_t Signalling::nextLook_ms() const {
  if (link_up_ && !settled_) return asks_at_ms_;
  return told_ == Told::nothing ? give_up_waiting_ms_ : 0;
}

void Signalling::tellState(const std::string& reason) {
  const Told now = up() ? Told::up : Told::down;
  if (now == told_) return;
  told_ = now;
  if (now == Told::up) return tell(Up{place_.span});
  tell(Down{place_.span, reason});
}

Call* Signalling::alive(CallId id) const {
  Call* call = calls_.find(id);
  return call == nullptr || call->phase == Call::Phase::clearing ? nullptr : call;
}

void Signalling::drop(Call& call, int cause) {
  if (call.cause == 0) call.cause = cause;
  pri_destroycall(pri(), call.handle);
  forget(call);
}

void Signalling::forget(const Call& call) {
  const Ended ended{call.id, call.cause != 0 ? call.cause : PRI_CAUSE_NORMAL_CLEARING};
  calls_.remove(call);
  tell(ended);
}

void Signalling::sweep() {
  eachCall([this](const Call& call) {
    if (pri_get_crv(pri(), call.handle, nullptr) < 0) forget(call);
  });
}

}  // namespace partyline::pri
