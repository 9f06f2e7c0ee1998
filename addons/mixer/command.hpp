// What control threads want done, performed by the audio thread of the shard that owns the seat or room.
#pragma once
#include <utility>

#include "returned.hpp"

namespace partyline::mixer {

class Seat;
class Shard;

class Command : public Returned {
 public:
  // Audio thread. What it replaces it keeps, to be freed with it on the control side.
  virtual void perform(Shard& shard) noexcept = 0;
  // The shard that it takes its seat to at the end of the tick, or null.
  virtual Shard* destination() const noexcept { return nullptr; }

  // For a seat: performed when the seat has made this many moves between shards, that is when it has arrived.
  Seat* seat = nullptr;
  uint32_t moves = 0;
  bool arriving = false;
};

template <typename Action>
class ActionCommand : public Command {
 public:
  explicit ActionCommand(Action action) : action_(std::move(action)) {}
  void perform(Shard& shard) noexcept override { action_(shard); }

 private:
  Action action_;
};

// Takes a seat to a room of another shard.
class MoveCommand : public Command {
 public:
  MoveCommand(Shard& destination, RoomId room) : destination_(destination), room_(room) {}
  void perform(Shard&) noexcept override {}
  Shard* destination() const noexcept override { return &destination_; }
  RoomId room() const noexcept { return room_; }

 private:
  Shard& destination_;
  RoomId room_;
};

}  // namespace partyline::mixer
