#include "run.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "clock.hpp"
#include "offer.hpp"
#include "target_process.hpp"

namespace partyline::bench {
namespace {

constexpr int kCallsPerSocket = 200;
constexpr int kReceiveBufferBytes = 8 << 20;
constexpr int kMaxSipBytes = 65535;
constexpr int64_t kTimersEveryMs = 10;
constexpr int64_t kHangUpLimitNs = 6 * kNsPerS;
constexpr int64_t kSlotBehindNs = 2 * kNsPerMs;

std::vector<UdpSocket> openMedia(const Options& options) {
  const int calls = options.calls + options.late_calls;
  std::vector<UdpSocket> sockets;
  for (int i = 0; i * kCallsPerSocket < calls; ++i) {
    sockets.emplace_back(options.target_address, 0);
    sockets.back().enlargeReceiveBuffer(kReceiveBufferBytes);
    sockets.back().stampReceived();
  }
  return sockets;
}

// Evenly spread whatever the number of calls, and so are the phases of any few of them: the golden ratio's multiples.
int phaseOf(int index) {
  constexpr double kGoldenRatio = 0.6180339887498949;
  return static_cast<int>(std::fmod(index * kGoldenRatio, 1.0) * kSlotMs);
}

}  // namespace

Run::Run(const Options& options)
    : options_(options),
      sip_(options.target_address, 0),
      media_(openMedia(options)),
      sender_(options, media_, capture_),
      receiver_(media_, capture_),
      epoch_ns_(monotonicNs()) {
  sip_.enlargeReceiveBuffer(kReceiveBufferBytes);
  capture_.reserve(static_cast<size_t>(options.calls) * options.measure_ms / kSlotMs);
  for (int i = 0; i < options.calls + options.late_calls; ++i) calls_.push_back(makeCall(i, i >= options.calls));
  for (auto& call : calls_) makeDialog(call);
}

Call Run::makeCall(int index, bool late) const {
  Call call;
  const int number = late ? index - options_.calls : index;
  const int rooms = static_cast<int>(late ? options_.late_extensions.size() : options_.extensions.size());
  call.index = index;
  call.late = late;
  call.room = options_.echo ? index : number % rooms + (late ? static_cast<int>(options_.extensions.size()) : 0);
  call.place = options_.echo ? 0 : number / rooms;
  call.role = !late && call.place < std::min(options_.speakers, kSpeakerRoles) ? call.place : kNoRole;
  call.codec = options_.codecs[(number / rooms) % options_.codecs.size()];
  call.phase_ms = phaseOf(index);
  call.media_socket = index / kCallsPerSocket;
  return call;
}

void Run::makeDialog(Call& call) {
  const int number = call.late ? call.index - options_.calls : call.index;
  const auto& extensions = call.late ? options_.late_extensions : options_.extensions;
  const std::string local = options_.target_address + ":" + std::to_string(sip_.port());
  const std::string target = options_.target_address + ":" + std::to_string(options_.target_port);
  DialogIdentity identity;
  identity.call_id = std::to_string(call.index) + "-" + std::to_string(epoch_ns_) + "-bench";
  identity.local_uri = "sip:caller" + std::to_string(call.index) + "@" + local;
  identity.target_uri = "sip:" + extensions[number % extensions.size()] + "@" + target;
  identity.local_via = local;
  identity.sdp = makeOffer(call.codec, options_.target_address, media_[call.media_socket].port());
  const auto to = socketAddress(options_.target_address, options_.target_port);
  call.dialog = std::make_unique<Dialog>(std::move(identity), [this, to](const std::string& text) {
    sendto(sip_.fd(), text.data(), text.size(), 0, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  });
}

Measurement Run::perform() {
  const int64_t begin_ns = monotonicNs();
  while (placed_ < options_.calls || waiting(false)) {
    placeUntil(begin_ns, false);
    pass(Stage::placing);
  }
  Measurement measurement;
  measurement.setup_ns = monotonicNs() - begin_ns;
  settle((options_.settle_ms + (options_.pin.empty() ? 0 : options_.pin_delay_ms)) * kNsPerMs);
  measurement.window = measure();
  hangUp();
  return measurement;
}

// Places the calls that are due by now at their arrival rate.
void Run::placeUntil(int64_t begin_ns, bool late) {
  const double rate = late ? options_.late_arrivals_per_s : options_.arrivals_per_s;
  const int first = late ? options_.calls : 0;
  const int count = late ? options_.late_calls : options_.calls;
  const int due = static_cast<int>(static_cast<double>(monotonicNs() - begin_ns) / kNsPerS * rate) + 1;
  while (placed_ < first + std::min(due, count)) calls_[placed_++].dialog->invite(monotonicNs());
}

void Run::settle(int64_t ns) {
  for (const int64_t until = monotonicNs() + ns; monotonicNs() < until;) pass(Stage::settling);
}

// Late calls stretch the window until all of them are answered or refused, and one second beyond.
Counters Run::measure() {
  for (auto& call : calls_) call.received.reset();
  const Counters before = read();
  int64_t until_ns = before.clock_ns + options_.measure_ms * kNsPerMs;
  while (monotonicNs() < until_ns) {
    placeUntil(before.clock_ns, true);
    pass(Stage::measuring);
    const bool arriving = placed_ < static_cast<int>(calls_.size()) || waiting(true);
    if (arriving) until_ns = std::max(until_ns, monotonicNs() + kNsPerS);
  }
  return read().since(before);
}

Counters Run::read() const {
  Counters now;
  now.clock_ns = monotonicNs();
  now.target_cpu_ns = processCpuNs(options_.target_pid);
  now.generator_cpu_ns = ownCpuNs();
  now.dropped_at_target = droppedPackets(portsOf(true));
  now.dropped_at_generator = droppedPackets(portsOf(false));
  now.late_ms = late_ms_;
  return now;
}

void Run::hangUp() {
  for (auto& call : calls_) call.dialog->bye(monotonicNs());
  const auto leaving = [](const Call& call) { return call.dialog->state() == DialogState::leaving; };
  const int64_t limit_ns = monotonicNs() + kHangUpLimitNs;
  while (monotonicNs() < limit_ns && std::any_of(calls_.begin(), calls_.end(), leaving)) pass(Stage::settling);
}

// One millisecond.
void Run::pass(Stage stage) {
  ++tick_ms_;
  const int64_t due_ns = epoch_ns_ + tick_ms_ * kNsPerMs;
  if (monotonicNs() < due_ns) sleepUntil(due_ns);
  if (monotonicNs() > due_ns + kSlotBehindNs) ++late_ms_;
  const bool measuring = stage == Stage::measuring;
  sender_.send(tick_ms_, measuring);
  const auto& cycle = cycleOf(options_.pattern);
  const auto place = static_cast<int>(tick_ms_ / kSlotMs % cycle.slots);
  receiver_.receive(measuring, measuring && place >= cycle.capture_from && place < cycle.capture_to);
  receiveSip();
  if (tick_ms_ % kTimersEveryMs == 0) followDialogs();
}

void Run::receiveSip() {
  static char buffer[kMaxSipBytes];
  for (ssize_t n; (n = recv(sip_.fd(), buffer, sizeof buffer, MSG_DONTWAIT)) > 0;) {
    SipMessage message;
    if (!message.parse({buffer, static_cast<size_t>(n)})) continue;
    const int index = std::atoi(std::string(message.header("Call-ID", "i")).c_str());
    if (index < 0 || index >= static_cast<int>(calls_.size())) continue;
    auto& call = calls_[index];
    call.dialog->receive(message, monotonicNs());
    if (call.dialog->state() == DialogState::talking && !call.media_on) startMedia(call);
  }
}

void Run::startMedia(Call& call) {
  if (call.dialog->answer().port <= 0) return;
  receiver_.start(call);
  sender_.start(call);
  call.digits = options_.pin;
  call.digits_from_ns = monotonicNs() + options_.pin_delay_ms * kNsPerMs;
}

void Run::followDialogs() {
  const int64_t now_ns = monotonicNs();
  for (auto& call : calls_) {
    call.dialog->checkTimers(now_ns);
    if (call.media_on && call.dialog->state() == DialogState::ended) sender_.stop(call);
  }
}

bool Run::waiting(bool late) const {
  return std::any_of(calls_.begin(), calls_.end(), [&](const Call& call) {
    return call.late == late && call.dialog->state() == DialogState::inviting;
  });
}

std::set<int> Run::portsOf(bool target) const {
  std::set<int> ports;
  if (target) {
    for (const auto& call : calls_) ports.insert(call.dialog->answer().port);
  } else {
    for (const auto& socket : media_) ports.insert(socket.port());
  }
  return ports;
}

}  // namespace partyline::bench
