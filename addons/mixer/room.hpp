// A room: its seats by rate, a bus for each rate in use, what is played to all, and the recordings that listen. Audio thread;
// made and freed on the control side.
#pragma once
#include "../rt/linked_list.hpp"
#include "../rt/mailbox.hpp"
#include "bus.hpp"
#include "exchange.hpp"
#include "player.hpp"
#include "recording_feed.hpp"
#include "seat.hpp"

namespace partyline::mixer {

class Room {
 public:
  explicit Room(RoomId id) : id_(id) {}
  void tick(const TickScope& tick) noexcept;

  void enter(Seat& seat) noexcept;
  void leave(Seat& seat) noexcept;
  void play(std::unique_ptr<Player> player) noexcept { plays_.push(std::move(player)); }
  void record(std::unique_ptr<Tap> tap) noexcept { taps_.push(std::move(tap)); }
  void stopRecording(RecordingId recording, Outbox& outbox) noexcept;
  // Plays are stopped, recordings end. Seats must have left.
  void close(Outbox& outbox) noexcept;
  // Any one of its seats, or null.
  Seat* anySeat() const noexcept;
  RoomId id() const noexcept { return id_; }

  rt::Link<Room> link;

 private:
  // Up to so many who are not muted, nobody is kept out for being quiet.
  static constexpr int kAllOpen = 4;

  unsigned ratesInUse() const noexcept;
  void gather(const TickScope& tick) noexcept;
  void playToAll(const TickScope& tick, unsigned rates) noexcept;
  void feedRecordings(const TickScope& tick) noexcept;
  void deliver(const TickScope& tick) noexcept;

  RoomId id_;
  int unmuted_ = 0;  // counted in the last tick
  rt::LinkedList<Seat> seats_[kRates];
  Bus buses_[kRates] = {Bus(kRate8k), Bus(kRate16k), Bus(kRate48k)};
  Exchange exchange_;
  rt::NodeList<Player> plays_;
  rt::NodeList<Tap> taps_;
};

}  // namespace partyline::mixer
