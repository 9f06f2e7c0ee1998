#include "tone_zones.hpp"

extern "C" {
#include <dahdi/user.h>
// After user.h, whose types it uses.
#include <dahdi/tonezone.h>
}

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

namespace partyline::dsp::test {
namespace {

constexpr double kTurn = 6.283185307179586;

struct Piece {
  std::vector<double> hz;
  double modulation_hz = 0;
  bool weaker = false;
  int ms = 0;            // 0: for ever
  bool once = false;
};

Piece pieceOf(std::string text) {
  Piece piece;
  if (text[0] == '!') piece.once = true, text.erase(0, 1);
  const size_t slash = text.find('/');
  if (slash != std::string::npos) piece.ms = std::atoi(text.c_str() + slash + 1);
  text = text.substr(0, slash);
  piece.weaker = text.find('@') != std::string::npos;
  const size_t star = text.find('*');
  if (star != std::string::npos) piece.modulation_hz = std::atof(text.c_str() + star + 1);
  std::istringstream frequencies(text.substr(0, star));
  for (std::string hz; std::getline(frequencies, hz, '+');) {
    // Japan's 400+15 is a modulation by another name.
    if (std::atof(hz.c_str()) >= 200) piece.hz.push_back(std::atof(hz.c_str()));
    else if (std::atof(hz.c_str()) > 0) piece.modulation_hz = std::atof(hz.c_str());
  }
  return piece;
}

std::vector<Piece> piecesOf(const std::string& written) {
  std::vector<Piece> pieces;
  std::istringstream in(written);
  for (std::string text; std::getline(in, text, ',');) pieces.push_back(pieceOf(text));
  return pieces;
}

double valueAt(const Piece& piece, double time_s, double detune) {
  double value = 0;
  for (const double hz : piece.hz) value += std::sin(kTurn * hz * (1 + detune) * time_s);
  return piece.modulation_hz > 0 ? value * (1 + 0.9 * std::sin(kTurn * piece.modulation_hz * time_s)) / 1.19 : value;
}

}  // namespace

std::vector<Zone> toneZones() {
  std::vector<Zone> zones;
  for (const tone_zone* zone = builtin_zones; zone->zone != -1; ++zone) {
    Zone made{zone->country, {}};
    for (const auto& [id, name] : {std::pair{DAHDI_TONE_DIALTONE, "dial"}, {DAHDI_TONE_BUSY, "busy"}, {DAHDI_TONE_RINGTONE, "ringing"}, {DAHDI_TONE_CONGESTION, "congestion"}, {DAHDI_TONE_INFO, "info"}}) {
      for (const auto& tone : zone->tones) {
        if (tone.toneid == id && tone.data[0] != 0) made.tones.push_back({name, tone.data});
      }
    }
    zones.push_back(made);
  }
  return zones;
}

ToneSpec specOf(const ZoneTone& tone) {
  ToneSpec spec{tone.name, {}};
  for (const Piece& piece : piecesOf(tone.written)) {
    if (piece.hz.empty()) {
      if (!spec.cadence.empty()) spec.cadence.back().off_ms += static_cast<uint32_t>(piece.ms > 0 ? piece.ms : 1000);
      continue;
    }
    spec.cadence.push_back({{static_cast<float>(piece.hz[0]), piece.hz.size() > 1 ? static_cast<float>(piece.hz[1]) : 0}, static_cast<uint32_t>(piece.ms), 0});
  }
  return spec;
}

Samples samplesOf(const ZoneTone& tone, Play play) {
  const auto pieces = piecesOf(tone.written);
  Samples samples;
  const auto wanted = static_cast<size_t>(play.seconds * 8000);
  for (size_t i = 0; samples.size() < wanted; i = (i + 1) % pieces.size()) {
    const Piece& piece = pieces[i];
    const size_t count = piece.ms > 0 ? static_cast<size_t>(piece.ms) * 8 : wanted - samples.size();
    const double level = play.level_dbm0 - (piece.weaker ? 10 : 0);
    const double peak = 32767 * std::pow(10, (level - 3.14) / 20) / std::sqrt(std::max<double>(1, static_cast<double>(piece.hz.size())));
    for (size_t n = 0; n < count; ++n) {
      samples.push_back(static_cast<int16_t>(std::clamp(std::lround(peak * valueAt(piece, static_cast<double>(samples.size()) / 8000, play.detune)), -32767L, 32767L)));
    }
  }
  samples.resize(wanted);
  return samples;
}

}  // namespace partyline::dsp::test
