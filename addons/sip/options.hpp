// What the SIP side is started with, already checked by the binding.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyline::sip {

enum class Codec { opus, g722, pcmu, pcma };
enum class SrtpUse { off, optional, required };

struct TlsOptions {
  uint16_t port = 0;
  std::string certificate_path;
  std::string key_path;
};

struct FloodOptions {
  double per_second = 50;
  double burst = 100;
};

struct Options {
  std::string address;          // IPv4 address to listen on
  std::string public_address;   // for Contact and SDP; empty: the one listened on
  std::optional<uint16_t> udp_port;
  std::optional<uint16_t> tcp_port;
  std::optional<TlsOptions> tls;
  std::string user_agent;
  int max_calls = 1000;
  FloodOptions flood;
  uint16_t rtp_first_port = 0;
  uint16_t rtp_last_port = 0;
  SrtpUse srtp = SrtpUse::off;
  uint32_t silence_timeout_ms = 0;   // 0: never told
  std::vector<Codec> codecs;         // offered and accepted, in this order
  bool inband_digits = true;         // listened for where the offer has no telephone-event
  int log_level = 0;                 // pjsip's own, to standard error
};

struct Ports {
  std::optional<uint16_t> udp;
  std::optional<uint16_t> tcp;
  std::optional<uint16_t> tls;
};

}  // namespace partyline::sip
