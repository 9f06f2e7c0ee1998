#include "trunk.hpp"

namespace partyline::simulator {

namespace {

constexpr int kUnallocated = 1;
constexpr int kNoAnswer = 19;
constexpr int kOutOfOrder = 27;
constexpr int kIncomplete = 28;
constexpr int kNoChannel = 34;
constexpr int kChannelTaken = 44;
constexpr int kIncompatible = 88;
constexpr int kBetweenDigits_ms = 15000;   // Q.931 9.1, T302

}  // namespace

std::unique_ptr<Attachment> makeTrunk(Surroundings surroundings, DigitalSpan& span, Exchange& exchange, NumberRange numbers, const Json& options) {
  return std::make_unique<Trunk>(Trunk::Place{surroundings, span, exchange, std::move(numbers)}, trunkOptionsOf(options, span.type()));
}

Trunk::Trunk(const Place& place, const TrunkOptions& options)
    : place_(place), options_(options), commands_(TrunkCommands::of(place.surroundings.control)), timer_(place.surroundings.clock),
      cable_(place.span, [this] { soon(); }),
      signalling_({static_cast<pri::SpanId>(place.span.number()), cable_, *this, [this] { return last_from_box_ += 2; }}, options.signalling) {
  try {
    place_.exchange.attach(place_.numbers, *this);
  } catch (const std::invalid_argument& taken) {
    throw Refused(std::string{"\"numbers\": "} + taken.what());
  }
  commands_->join(*this);
  soon();
}

Trunk::~Trunk() {
  commands_->leave(*this);
  place_.exchange.leave(*this);
}

std::string Trunk::id() const { return "span-" + std::to_string(place_.span.number()); }

Json Trunk::state() const {
  Json calls = Json::array();
  for (const auto& call : calls_.all()) {
    calls.push_back({{"channel", call->channel}, {"fromBox", call->from_box}, {"called", call->called}, {"calling", call->calling}});
  }
  return {{"id", id()}, {"link", signalling_.up() ? "up" : "down"}, {"calls", calls}};
}

void Trunk::restart(int channel) {
  if (!signalling_.up()) throw Refused("the D channel is down");
  signalling_.restart(channel);
  soon();
}

void Trunk::soon() { timer_.start(0, [this] { run(); }); }

void Trunk::run() {
  signalling_.setAlarm(place_.span.alarms() != 0);
  signalling_.run();
  const int wait_ms = signalling_.timeout_ms();
  if (wait_ms >= 0) timer_.start(wait_ms, [this] { run(); });
}

void Trunk::tell(const TrunkCall& call, const char* state, int cause) {
  Json fields = {{"span", id()},         {"call", call.id},         {"fromBox", call.from_box}, {"channel", call.channel},
                 {"called", call.called}, {"calling", call.calling}, {"callingName", call.calling_name}, {"state", state}};
  if (cause != 0) fields["cause"] = cause;
  place_.surroundings.control.tell("trunk-call", fields);
}

void Trunk::told(const pri::Event& event) {
  std::visit([this](const auto& each) { on(each); }, event);
}

void Trunk::on(const pri::Up&) { place_.surroundings.control.tell("trunk", {{"span", id()}, {"link", "up"}}); }
void Trunk::on(const pri::Down& down) { place_.surroundings.control.tell("trunk", {{"span", id()}, {"link", "down"}, {"reason", down.reason}}); }
void Trunk::on(const pri::Restart& restart) { place_.surroundings.control.tell("trunk-restart", {{"span", id()}, {"channel", restart.channel}}); }
void Trunk::on(const pri::Restarted& restarted) { place_.surroundings.control.tell("trunk-restarted", {{"span", id()}, {"channel", restarted.channel}}); }

// ---- calls to the box

void Trunk::offered(CallEnd& end) {
  if (!signalling_.up()) return end.clear(kOutOfOrder);
  const int channel = channelForTheBox();
  if (channel == 0) return end.clear(kNoChannel);
  TrunkCall& call = calls_.add(place_.surroundings.clock, last_to_box_ += 2);
  call.end = &end;
  call.channel = channel;
  callTheBox(call, end.setup());
}

int Trunk::channelForTheBox() {
  if (oddities_.wish.channel != 0) return oddities_.wish.channel;
  return calls_.freeChannel(place_.span, options_.signalling.side);
}

void Trunk::callTheBox(TrunkCall& call, const CallSetup& setup) {
  call.calling = setup.calling;
  call.calling_name = setup.calling_name;
  call.called = setup.called.size() > options_.digits_sent ? setup.called.substr(setup.called.size() - options_.digits_sent) : setup.called;
  pri::Setup request;
  request.channel = call.channel;
  request.exclusive = std::exchange(oddities_.wish, {}).exclusive;
  const size_t first = options_.signalling.overlap ? call.called.size() / 2 : call.called.size();
  request.called = call.called.substr(0, first);
  call.digits_left = call.called.substr(first);
  request.complete = !options_.signalling.overlap;
  request.calling = setup.calling;
  request.calling_name = setup.calling_name;
  request.withheld = oddities_.withheld || setup.calling.empty();
  request.law = place_.span.type() == SpanType::e1 ? pri::Law::a : pri::Law::mu;
  request.bearer = std::exchange(oddities_.data, false) ? pri::Bearer::data : pri::Bearer::audio;
  tell(call, "offered");
  signalling_.setUp(call.id, request);
  soon();
}

void Trunk::on(const pri::More& more) {
  TrunkCall* call = calls_.find(more.call);
  if (call == nullptr) return;
  call->channel = more.channel;
  for (const char digit : std::exchange(call->digits_left, {})) signalling_.digits(call->id, std::string(1, digit));
}

void Trunk::on(const pri::Proceeding& proceeding) {
  TrunkCall* call = calls_.find(proceeding.call);
  if (call == nullptr) return;
  call->channel = proceeding.channel;
  if (proceeding.inband && call->end != nullptr) call->end->alert(InBand::audio);
  // What the caller is to hear before any answer, such as why there will be none.
  if (proceeding.inband && call->end != nullptr) call->end->alert(InBand::audio);
  tell(*call, "proceeding");
}

void Trunk::on(const pri::Alerting& alerting) {
  TrunkCall* call = calls_.find(alerting.call);
  if (call == nullptr) return;
  call->channel = alerting.channel;
  if (call->end != nullptr) call->end->alert(alerting.inband ? InBand::audio : InBand::none);
  tell(*call, "ringing");
}

void Trunk::on(const pri::Answered& answered) {
  TrunkCall* call = calls_.find(answered.call);
  if (call == nullptr) return;
  call->channel = answered.channel;
  if (call->end != nullptr) call->end->answer();
  tell(*call, "answered");
}

// ---- calls of the box

void Trunk::on(const pri::Offered& offered) {
  TrunkCall& call = calls_.add(place_.surroundings.clock, offered.call);
  call.from_box = true;
  call.called = offered.called;
  call.calling = offered.calling;
  call.calling_name = offered.calling_name;
  if (!oddities_.glare.from.empty()) callAtTheSameTime(offered.channel);
  call.channel = 0;
  const int channel = channelFor(offered);
  tell(call, "offered");
  const int refusal = std::exchange(oddities_.refuse_with, 0);
  if (refusal != 0) return refuse(call, refusal);
  if (!offered.voice) return refuse(call, kIncompatible);
  if (channel == 0) return refuse(call, kChannelTaken);
  call.channel = channel;
  examineNumber(call, offered.complete);
}

// The one who is called may choose another channel, where the caller only prefers his (Q.931 5.2.3).
int Trunk::channelFor(const pri::Offered& offered) {
  const int move_to = std::exchange(oddities_.move_to, 0);
  const bool free = place_.span.isBearer(offered.channel) && !calls_.isBusy(offered.channel);
  if (!offered.flexible && offered.channel != 0) return free ? offered.channel : 0;
  if (move_to != 0 && !calls_.isBusy(move_to)) return move_to;
  return free ? offered.channel : calls_.freeChannel(place_.span, options_.signalling.side);
}

void Trunk::callAtTheSameTime(int channel) {
  const auto glare = std::exchange(oddities_.glare, {});
  TrunkCall& call = calls_.add(place_.surroundings.clock, last_to_box_ += 2);
  call.channel = channel;
  callTheBox(call, {glare.to, glare.from, ""});
  // The network's call has the channel, whoever was first.
  if (options_.signalling.side == pri::Side::user) call.channel = 0;
}

void Trunk::on(const pri::Digits& digits) {
  TrunkCall* call = calls_.find(digits.call);
  if (call == nullptr || call->end != nullptr) return;
  call->called += digits.digits;
  examineNumber(*call, digits.complete);
}

void Trunk::examineNumber(TrunkCall& call, bool complete) {
  switch (place_.exchange.examine(call.called)) {
    case NumberState::complete: return callFromBox(call);
    case NumberState::unallocated: return refuse(call, kUnallocated);
    case NumberState::incomplete: break;
  }
  if (complete) return refuse(call, kIncomplete);
  signalling_.moreDigits(call.id, call.channel);
  call.timer.start(kBetweenDigits_ms, [this, id = call.id] {
    signalling_.hangUp(id, kIncomplete);
    soon();
  });
}

void Trunk::refuse(TrunkCall& call, int cause) { signalling_.hangUp(call.id, cause); }

void Trunk::callFromBox(TrunkCall& call) {
  call.timer.stop();
  signalling_.proceed(call.id, call.channel);
  call.end = &place_.exchange.call(*this, {call.called, call.calling, call.calling_name});
}

void Trunk::alerting(CallEnd& end, InBand) {
  TrunkCall* call = calls_.find(end);
  if (call == nullptr) return;
  signalling_.alert(call->id, call->channel);
  tell(*call, "ringing");
  call->timer.start(oddities_.no_answer_ms, [this, id = call->id] {
    signalling_.hangUp(id, kNoAnswer);
    if (TrunkCall* late = calls_.find(id); late != nullptr && late->end != nullptr) std::exchange(late->end, nullptr)->clear(kNoAnswer);
    soon();
  });
  soon();
}

void Trunk::answered(CallEnd& end) {
  TrunkCall* call = calls_.find(end);
  if (call == nullptr) return;
  call->timer.stop();
  signalling_.answer(call->id, call->channel);
  tell(*call, "answered");
  soon();
}

// ---- the end, and what is heard until then

void Trunk::cleared(CallEnd& end, int cause) {
  TrunkCall* call = calls_.find(end);
  if (call == nullptr) return;
  call->end = nullptr;
  call->timer.stop();
  signalling_.hangUp(call->id, cause);
  soon();
}

void Trunk::on(const pri::Cleared& cleared) {
  if (TrunkCall* call = calls_.find(cleared.call); call != nullptr && call->end != nullptr) std::exchange(call->end, nullptr)->clear(cleared.cause);
  signalling_.hangUp(cleared.call, cleared.cause);
}

void Trunk::on(const pri::Ended& ended) {
  TrunkCall* call = calls_.find(ended.call);
  if (call == nullptr) return;
  if (call->end != nullptr) std::exchange(call->end, nullptr)->clear(ended.cause);
  tell(*call, "ended", ended.cause);
  calls_.remove(ended.call);
}

void Trunk::speak(CallEnd& end, Block& said) {
  if (const TrunkCall* call = calls_.find(end)) place_.span.readBearer(call->channel, said);
}

void Trunk::hear(CallEnd& end, const Block& heard) {
  if (const TrunkCall* call = calls_.find(end)) place_.span.writeBearer(call->channel, heard);
}

}  // namespace partyline::simulator
