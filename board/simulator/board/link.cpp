#include "link.hpp"

#include <utility>

namespace partyline::simulator {

namespace {

constexpr int64_t kAgainMs = 200;
constexpr int kMostTries = 5;
constexpr uint8_t kLastSequence = 255;

}  // namespace

BoardLink::BoardLink(LineClock& clock, Listener listener, Welcome identity)
    : listener_(std::move(listener)),
      identity_(std::move(identity)),
      reader_({[this](const Frame& frame) { received(frame); },
               [this](FrameReader::Damage, size_t bytes) {
                 counters_.damaged++;
                 counters_.discarded_bytes += static_cast<uint32_t>(bytes);
               }}),
      again_(clock) {}

void BoardLink::send(uint8_t type, Bytes payload) {
  if (!up_) return;
  waiting_.emplace_back(type, std::move(payload));
  if (!in_flight_) sendNext();
}

void BoardLink::forget() {
  counters_ = Counters();
  heard_.reset();
  setUp(false);
}

void BoardLink::received(const Frame& frame) {
  counters_.received++;
  if (frame.type == message_type::kAck) return acknowledged(frame);
  if (frame.type == message_type::kHello) {
    const auto read = readMessage(frame, identity_.lights);
    if (const auto* refused = std::get_if<Result>(&read)) return acknowledge(frame.sequence, *refused);
    acknowledge(frame.sequence, Result::accepted);
    return greeted(std::get<Hello>(std::get<BoxMessage>(read)));
  }
  if (!up_) return acknowledge(frame.sequence, Result::no_link);
  if (frame.type == message_type::kHeartbeat) listener_.heartbeat();
  const bool repeated = heard_ && heard_->first == frame.sequence;
  if (repeated) counters_.repeated++;
  else heard_ = {frame.sequence, perform(frame)};
  acknowledge(frame.sequence, heard_->second);
}

Result BoardLink::perform(const Frame& frame) {
  const auto read = readMessage(frame, identity_.lights);
  const auto* refused = std::get_if<Result>(&read);
  const Result result = refused ? *refused : listener_.perform(std::get<BoxMessage>(read));
  if (result != Result::accepted) counters_.refused++;
  return result;
}

void BoardLink::greeted(const Hello& hello) {
  setUp(false);
  heard_ = {0, Result::accepted};
  sequence_ = 0;
  linked_version_ = hello.oldest <= version_ && version_ <= hello.newest;
  Welcome welcome = identity_;
  welcome.run = hello.run;
  welcome.version = linked_version_ ? version_ : 0;
  in_flight_ = InFlight{{message_type::kWelcome, 0, welcomePayload(welcome)}, 0};
  transmit();
}

void BoardLink::acknowledged(const Frame& frame) {
  if (!in_flight_ || in_flight_->frame.sequence != frame.sequence || frame.payload.empty()) return;
  const bool accepted = frame.payload[0] == static_cast<uint8_t>(Result::accepted);
  if (!accepted) counters_.refused++;
  const bool was_welcome = in_flight_->frame.type == message_type::kWelcome;
  in_flight_.reset();
  again_.stop();
  if (frame.payload[0] == static_cast<uint8_t>(Result::no_link)) return setUp(false);
  if (was_welcome) setUp(accepted && linked_version_);
  else sendNext();
}

void BoardLink::acknowledge(uint8_t sequence, Result result) {
  listener_.write(encodeFrame({message_type::kAck, sequence, {static_cast<uint8_t>(result)}}));
}

void BoardLink::sendNext() {
  if (waiting_.empty()) return;
  sequence_ = sequence_ == kLastSequence ? 1 : static_cast<uint8_t>(sequence_ + 1);
  auto [type, payload] = std::move(waiting_.front());
  waiting_.pop_front();
  in_flight_ = InFlight{{type, sequence_, std::move(payload)}, 0};
  transmit();
}

void BoardLink::transmit() {
  in_flight_->tries++;
  again_.start(kAgainMs, [this] { sendAgain(); });
  listener_.write(encodeFrame(in_flight_->frame));
}

void BoardLink::sendAgain() {
  if (in_flight_->tries == kMostTries) return setUp(false);
  counters_.sent_again++;
  transmit();
}

void BoardLink::setUp(bool up) {
  if (!up) {
    in_flight_.reset();
    waiting_.clear();
    again_.stop();
  }
  if (up_ == up) return;
  up_ = up;
  listener_.up(up);
}

}  // namespace partyline::simulator
