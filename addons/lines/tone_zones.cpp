#include "tone_zones.hpp"

extern "C" {
#include <dahdi/tonezone.h>
}

namespace partyline::lines {
namespace {

constexpr struct {
  int id;
  const char* name;
} kTones[] = {
    {DAHDI_TONE_DIALTONE, "dial"}, {DAHDI_TONE_BUSY, "busy"}, {DAHDI_TONE_RINGTONE, "ringing"},
    {DAHDI_TONE_CONGESTION, "congestion"}, {DAHDI_TONE_CALLWAIT, "call-waiting"}, {DAHDI_TONE_DIALRECALL, "dial-recall"},
    {DAHDI_TONE_RECORDTONE, "record"}, {DAHDI_TONE_INFO, "info"}, {DAHDI_TONE_STUTTER, "stutter"},
};

const char* nameOf(int tone) {
  for (const auto& known : kTones) {
    if (known.id == tone) return known.name;
  }
  return nullptr;
}

ToneZone read(const tone_zone& zone) {
  ToneZone read{zone.country, zone.description, {}, {}};
  for (const int ms : zone.ringcadence) {
    if (ms == 0) break;
    read.ring_cadence_ms.push_back(ms < 0 ? -ms : ms);
  }
  for (const tone_zone_sound& sound : zone.tones) {
    const char* name = nameOf(sound.toneid);
    if (name && sound.data[0] != 0) read.tones.emplace_back(name, sound.data);
  }
  return read;
}

}  // namespace

// The table ends with a zone without a number.
std::vector<ToneZone> toneZones() {
  std::vector<ToneZone> zones;
  for (const tone_zone* zone = builtin_zones; zone->zone >= 0; zone++) zones.push_back(read(*zone));
  return zones;
}

}  // namespace partyline::lines
