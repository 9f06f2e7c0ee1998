// What a seat or room may use during one tick.
#pragma once
#include "comfort_noise.hpp"
#include "music_station.hpp"
#include "outbox.hpp"

namespace partyline::mixer {

struct TickScope {
  uint64_t number;   // counts from 1; the same on all shards
  bool levels_due;   // every fifth tick
  const ComfortNoise& noise;
  const std::unique_ptr<MusicStation>* music;  // by rate
  Outbox& outbox;
};

}  // namespace partyline::mixer
