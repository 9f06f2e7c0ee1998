#include "models.hpp"

namespace partyline::simulator {

namespace {

constexpr char kEtx = 0x03;

const std::vector<ModemModel>& models() {
  static const std::vector<ModemModel> all = {
      {"cx93001", {"CX93001-EIS_V0.2013-V92"}, "CONEXANT", "CX93001", true,
       {"0,\"SIGNED PCM\",8,0,8000,0,0", "1,\"UNSIGNED PCM\",8,0,8000,0,0", "129,\"IMA ADPCM\",4,0,8000,0,0", "130,\"UNSIGNED PCM\",8,0,8000,0,0"},
       1, VoiceCoding::linear_unsigned, "^", false, true, "OK"},
      {"usr5637", {"U.S. Robotics 56K FAX USB V1.2.23"}, "U.S. Robotics", "USR5637", true,
       {"128,\"8-BIT LINEAR\",8,0,(7200,8000,11025)", "129,\"16-BIT LINEAR\",16,0,(7200,8000,11025)", "131,\"8-BIT ULAW\",8,0,(8000)", "132,\"IMA ADPCM\",4,0,(7200,8000,11025)"},
       128, VoiceCoding::linear_unsigned, std::string(1, kEtx), false, false, "OK"},
      {"zoom3095", {"Zoom 3095 USB Modem, CX93010"}, "Zoom", "3095", true,
       {"0,\"SIGNED PCM\",8,0,8000,0,0", "1,\"UNSIGNED PCM\",8,0,8000,0,0"},
       1, VoiceCoding::linear_unsigned, std::string(1, kEtx), true, true, "VCON"},
      {"generic", {"Voice Modem 56K"}, "Nobody", "V.253", true,
       {"4,\"G.711U-LAW\",8,0,(7200-11025)", "5,\"IMA ADPCM\",4,0,8000"},
       4, VoiceCoding::mu_law, "^" + std::string(1, kEtx), false, false, "OK"},
      {"data-only", {"Data Modem 56K"}, "Nobody", "V.92", false, {}, 0, VoiceCoding::mu_law, "", false, false, ""},
  };
  return all;
}

}  // namespace

const ModemModel* modemModel(const std::string& id) {
  for (const ModemModel& model : models()) {
    if (model.id == id) return &model;
  }
  return nullptr;
}

}  // namespace partyline::simulator
