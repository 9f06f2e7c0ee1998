// One caller: his dialog, his RTP stream in both directions, and what he has to say.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "dialog.hpp"
#include "stream_stats.hpp"

namespace partyline::bench {

constexpr size_t kRtpHeaderBytes = 12;
constexpr int kNoRole = -1;

struct Call {
  int index = 0;
  int room = 0;
  int place = 0;           // in the room, from 0
  int role = kNoRole;      // as a speaker
  bool late = false;       // arrives while the others are measured
  Codec codec = Codec::pcmu;
  int phase_ms = 0;        // of its packets within the slot
  std::unique_ptr<Dialog> dialog;

  int media_socket = 0;
  bool media_on = false;
  std::array<uint8_t, kRtpHeaderBytes> rtp_header{};
  uint16_t sequence = 0;
  uint32_t timestamp = 0;
  StreamStats received;

  std::string digits;      // still to be keyed
  int digit_step = 0;
  int64_t digits_from_ns = 0;
  std::array<uint8_t, 4> digit_payload{};
};

}  // namespace partyline::bench
