#include "shard.hpp"

#include <algorithm>

#include "../rt/clock.hpp"
#include "../rt/pace.hpp"
#include "../rt/realtime_thread.hpp"

namespace partyline::mixer {
namespace {

constexpr int64_t kTickNs = static_cast<int64_t>(kFrameMs) * 1000000;
constexpr rt::Pace kPace{kTickNs, 3};  // more at once would only flood jitter buffers
constexpr int kLongestSleepMs = 10000;
constexpr uint64_t kLevelTicks = 100 / kFrameMs;

template <typename T>
void addRelaxed(std::atomic<T>& counter, T amount) noexcept {
  counter.store(counter.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
}

}  // namespace

Shard::Shard(const ComfortNoise& noise, Stations stations, rt::Wake& reader)
    : noise_(noise), stations_(std::move(stations)), outbox_(reader) {}

void Shard::start(const rt::TickClock& clock) {
  thread_ = rt::startRealtime("pl-audio", [this, &clock] { run(clock); });
}

void Shard::stop() {
  stopping_.store(true, std::memory_order_relaxed);
  posted_.post();
  if (thread_.joinable()) thread_.join();
}

void Shard::run(const rt::TickClock& clock) noexcept {
  for (int64_t number = 1; !stopping_.load(std::memory_order_relaxed); ++number) {
    if (idle()) number = sleepThrough(clock, number);
    rt::sleepUntil_ns(clock.time_ns(number));
    const int64_t behind_ns = rt::now_ns() - clock.time_ns(number);
    if (kPace.isLate(behind_ns)) addRelaxed<uint64_t>(late_ticks_, 1);
    number += kPace.leftOut(behind_ns);
    tick(static_cast<uint64_t>(number));
  }
}

// Answers the next tick, in the phase of those before. Posts that came in a busy time end the first sleep at once.
int64_t Shard::sleepThrough(const rt::TickClock& clock, int64_t number) noexcept {
  posted_.wait(kLongestSleepMs);
  return std::max(number, clock.numberAt(rt::now_ns()) + 1);
}

void Shard::tick(uint64_t number) noexcept {
  const int64_t start_ns = rt::now_ns();
  takeCommands();
  mixAll(number);
  sendDepartures();
  outbox_.send();
  addRelaxed<uint64_t>(ticks_, 1);
  durations_.record(static_cast<uint32_t>((rt::now_ns() - start_ns) / 1000));
}

void Shard::drain() noexcept {
  takeCommands();
  sendDepartures();
}

void Shard::mixAll(uint64_t number) noexcept {
  const TickScope scope{number, number % kLevelTicks == 0, noise_, stations_.data(), outbox_};
  rooms_.each([&](Room& room) { room.tick(scope); });
  alone_.each([&](Seat& seat) {
    seat.listen(scope);
    seat.deliver(scope, nullptr);
  });
}

void Shard::takeCommands() noexcept {
  rt::NodeList<Command> commands = mailbox_.takeAll();
  while (std::unique_ptr<Command> command = commands.pop()) handle(std::move(command));
  room_count_.store(static_cast<uint32_t>(rooms_.size()), std::memory_order_relaxed);
}

void Shard::handle(std::unique_ptr<Command> command) noexcept {
  if (command->arriving) {
    Seat& seat = *command->seat;
    arrive(*command);
    outbox_.give(std::move(command));
    performParked(seat);
  } else if (command->seat && command->seat->moves.load(std::memory_order_acquire) != command->moves) {
    parked_.push(std::move(command));
  } else {
    perform(std::move(command));
  }
}

// A seat that departs again leaves no command behind it: those that follow are posted to its next shard.
void Shard::performParked(Seat& seat) noexcept {
  const uint32_t moves = seat.moves.load(std::memory_order_relaxed);
  parked_.extract([&](const Command& command) { return command.seat == &seat && command.moves == moves; },
                  [&](std::unique_ptr<Command> command) { perform(std::move(command)); });
}

void Shard::perform(std::unique_ptr<Command> command) noexcept {
  command->perform(*this);
  if (command->destination()) departures_.push(std::move(command));
  else outbox_.give(std::move(command));
}

void Shard::sendDepartures() noexcept {
  while (std::unique_ptr<Command> move = departures_.pop()) {
    removeSeat(*move->seat);
    move->arriving = true;
    Shard& destination = *move->destination();
    destination.post(std::move(move));
  }
}

void Shard::arrive(const Command& command) noexcept {
  Seat& seat = *command.seat;
  seat.moves.store(command.moves + 1, std::memory_order_release);
  addSeat(seat);
  enter(seat, static_cast<const MoveCommand&>(command).room());
}

void Shard::addSeat(Seat& seat) noexcept {
  alone_.add(&seat);
  addRelaxed<uint32_t>(seat_count_, 1);
}

void Shard::removeSeat(Seat& seat) noexcept {
  unlink(seat);
  seat_count_.store(seat_count_.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
}

void Shard::unlink(Seat& seat) noexcept {
  if (seat.room) seat.room->leave(seat);
  else alone_.remove(&seat);
}

void Shard::link(Seat& seat, Room* room) noexcept {
  if (room) room->enter(seat);
  else alone_.add(&seat);
}

void Shard::enter(Seat& seat, RoomId id) noexcept {
  unlink(seat);
  link(seat, findRoom(id));
}

void Shard::leave(Seat& seat) noexcept {
  unlink(seat);
  link(seat, nullptr);
}

// The rate decides in which of the room's lists a seat is.
void Shard::swapStream(Seat& seat, Stream& stream) noexcept {
  Room* room = seat.room;
  unlink(seat);
  seat.swapStream(stream);
  link(seat, room);
}

void Shard::closeRoom(Room& room) noexcept {
  while (Seat* seat = room.anySeat()) leave(*seat);
  room.close(outbox_);
  rooms_.remove(&room);
}

Room* Shard::findRoom(RoomId id) const noexcept {
  Room* found = nullptr;
  rooms_.each([&](Room& room) {
    if (room.id() == id) found = &room;
  });
  return found;
}

ShardStats Shard::stats() const {
  const auto get = [](const auto& counter) { return counter.load(std::memory_order_relaxed); };
  return {get(ticks_), get(late_ticks_), get(seat_count_), get(room_count_),
          durations_.percentile_us(0.5), durations_.percentile_us(0.99), durations_.max_us(), outbox_.faults()};
}

}  // namespace partyline::mixer
