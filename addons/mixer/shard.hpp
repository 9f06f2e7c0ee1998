// A part of the box with an audio thread of its own: rooms, and seats in them or alone.
#pragma once
#include <array>
#include <atomic>
#include <memory>
#include <thread>

#include "../rt/histogram.hpp"
#include "../rt/linked_list.hpp"
#include "../rt/mailbox.hpp"
#include "../rt/tick_clock.hpp"
#include "../rt/wake.hpp"
#include "command.hpp"
#include "outbox.hpp"
#include "room.hpp"
#include "seat.hpp"

namespace partyline::mixer {

using Stations = std::array<std::unique_ptr<MusicStation>, kRates>;

class Shard {
 public:
  Shard(const ComfortNoise& noise, Stations stations, rt::Wake& reader);
  ~Shard() { stop(); }

  // Control threads. Commands are performed in the order of posting.
  void post(std::unique_ptr<Command> command) noexcept {
    mailbox_.push(std::move(command));
    posted_.post();
  }
  // Ticks by `clock`, which all shards must share. With nothing to do it sleeps until a command comes.
  void start(const rt::TickClock& clock);
  void stop();
  ShardStats stats() const;
  Outbox& outbox() noexcept { return outbox_; }
  MusicStation& station(int rate) noexcept { return *stations_[static_cast<size_t>(rate)]; }

  // Audio thread, or by hand. Numbers never repeat or go back.
  void tick(uint64_t number) noexcept;

  // Performs what was posted without mixing: when its thread has ended.
  void drain() noexcept;

  // For commands.
  void addSeat(Seat& seat) noexcept;
  void removeSeat(Seat& seat) noexcept;
  void enter(Seat& seat, RoomId id) noexcept;
  void leave(Seat& seat) noexcept;
  void swapStream(Seat& seat, Stream& stream) noexcept;
  void openRoom(Room& room) noexcept { rooms_.add(&room); }
  void closeRoom(Room& room) noexcept;
  Room* findRoom(RoomId id) const noexcept;

 private:
  void run(const rt::TickClock& clock) noexcept;
  int64_t sleepThrough(const rt::TickClock& clock, int64_t number) noexcept;
  bool idle() const noexcept { return rooms_.empty() && alone_.empty() && parked_.empty(); }
  void takeCommands() noexcept;
  void handle(std::unique_ptr<Command> command) noexcept;
  void performParked(Seat& seat) noexcept;
  void perform(std::unique_ptr<Command> command) noexcept;
  void sendDepartures() noexcept;
  void arrive(const Command& command) noexcept;
  void mixAll(uint64_t number) noexcept;
  void unlink(Seat& seat) noexcept;
  void link(Seat& seat, Room* room) noexcept;

  const ComfortNoise& noise_;
  Stations stations_;
  rt::Mailbox<Command> mailbox_;
  rt::Wake posted_;
  rt::NodeList<Command> parked_;      // their seats are on the way
  rt::NodeList<Command> departures_;  // moves to perform at the end of this tick
  rt::LinkedList<Room> rooms_;
  rt::LinkedList<Seat> alone_;
  Outbox outbox_;

  std::atomic<bool> stopping_{false};
  std::atomic<uint64_t> ticks_{0}, late_ticks_{0};
  std::atomic<uint32_t> seat_count_{0}, room_count_{0};
  rt::Histogram durations_;
  std::thread thread_;
};

}  // namespace partyline::mixer
