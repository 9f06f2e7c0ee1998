// The tones and ringing of a country, from libtonezone's tables.
#pragma once
#include <array>
#include <optional>
#include <string>

#include "cadence.hpp"

namespace partyline::simulator {

using RingCadence = std::array<int, 16>;  // ms on, off, on, off, …; a 0 ends it

class ToneZone {
 public:
  // ISO 3166-1 alpha-2, small letters. Throws std::invalid_argument.
  explicit ToneZone(const std::string& country);

  int number() const { return number_; }
  // By its number in dahdi/user.h (DAHDI_TONE_…); nothing where the country has none.
  std::optional<Cadence> tone(int id) const;
  const RingCadence& ringCadence() const { return ring_; }

  static bool exists(int number);

 private:
  int number_;
  std::string country_;
  RingCadence ring_{};
};

}  // namespace partyline::simulator
