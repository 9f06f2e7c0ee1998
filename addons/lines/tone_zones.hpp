// Tones and cadences of the world's telephone networks, as libtonezone has them.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace partyline::lines {

struct ToneZone {
  std::string country;  // ISO 3166-1 alpha-2, small letters
  std::string name;
  std::vector<int> ring_cadence_ms;
  std::vector<std::pair<const char*, std::string>> tones;  // by the names of addons/lines.ts
};

std::vector<ToneZone> toneZones();

}  // namespace partyline::lines
