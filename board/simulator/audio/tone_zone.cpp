#include "tone_zone.hpp"

#include <dahdi/tonezone.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace partyline::simulator {

namespace {

constexpr double kToneDbm0 = -13;  // of each frequency

// libtonezone writes "uk" for ISO 3166's "gb".
const tone_zone* zoneOf(const std::string& country) {
  const std::string name = country == "gb" ? "uk" : country;
  for (const tone_zone* zone = builtin_zones; zone->zone != -1; ++zone) {
    if (name == zone->country) return zone;
  }
  return nullptr;
}

// One piece as libtonezone writes it: "480+620/500", "425*25/1000" (modulated: heard as both), "!440/300" (once), "0/500".
CadencePart partOf(const std::string& text) {
  CadencePart part{{}, 0};
  size_t at = 0;
  const auto number = [&] {
    char* end = nullptr;
    const long value = std::strtol(text.c_str() + at, &end, 10);
    at = static_cast<size_t>(end - text.c_str());
    return value;
  };
  if (text[at] == '!') ++at;
  for (;;) {
    while (at < text.size() && !std::isdigit(static_cast<unsigned char>(text[at]))) ++at;
    if (at >= text.size()) break;
    const long hz = number();
    if (hz > 0) part.hz.push_back(static_cast<double>(hz));
    if (at >= text.size() || text[at] == '/') break;
  }
  if (at < text.size() && text[at] == '/') ++at, part.ms = static_cast<int>(number());
  return part;
}

Cadence parsed(const std::string& text) {
  Cadence cadence;
  cadence.dbm0 = kToneDbm0;
  std::istringstream pieces(text);
  for (std::string piece; std::getline(pieces, piece, ',');) {
    cadence.parts.push_back(partOf(piece));
    if (piece.rfind('!', 0) == 0) cadence.repeat_from = cadence.parts.size();
  }
  if (cadence.repeat_from >= cadence.parts.size()) cadence.parts.push_back({{}, 0});
  return cadence;
}

}  // namespace

ToneZone::ToneZone(const std::string& country) : country_(country) {
  const tone_zone* zone = zoneOf(country);
  if (!zone) throw std::invalid_argument("\"country\": no tones are known of \"" + country + "\"");
  number_ = zone->zone;
  std::copy_n(zone->ringcadence, ring_.size(), ring_.begin());
}

std::optional<Cadence> ToneZone::tone(int id) const {
  const tone_zone* zone = zoneOf(country_);
  for (const tone_zone_sound& sound : zone->tones) {
    if (sound.toneid == id && sound.data[0] != '\0') return parsed(sound.data);
  }
  return std::nullopt;
}

bool ToneZone::exists(int number) {
  for (const tone_zone* zone = builtin_zones; zone->zone != -1; ++zone) {
    if (zone->zone == number) return true;
  }
  return false;
}

}  // namespace partyline::simulator
