#include "engine_options.hpp"

namespace partyline::binding {

namespace {

constexpr Range kPort{0, 65535};
constexpr Range kRtpPort{1, 65535};
constexpr Range kCalls{1, 1000};
constexpr Range kPerSecond{0.1, 100000};
constexpr Range kShards{1, 64};
constexpr Range kLogLevel{0, 5};
constexpr Range kTimeoutMs{0, 86400000};

std::optional<uint16_t> portOf(const Properties& from, const char* key) {
  const auto port = from.integerOrNull(key, kPort);
  if (!port) return std::nullopt;
  return static_cast<uint16_t>(*port);
}

std::optional<sip::TlsOptions> readTls(const Properties& sip) {
  if (sip.isNull("tls")) return std::nullopt;
  const Properties from = sip.object("tls");
  sip::TlsOptions tls;
  tls.port = static_cast<uint16_t>(from.integer("port", kPort));
  tls.certificate_path = from.text("certificatePath");
  tls.key_path = from.text("keyPath");
  return tls;
}

void readSip(const Properties& from, sip::Options& to) {
  to.address = from.text("address");
  if (from.has("publicAddress")) to.public_address = from.text("publicAddress");
  to.udp_port = portOf(from, "udpPort");
  to.tcp_port = portOf(from, "tcpPort");
  to.tls = readTls(from);
  to.user_agent = from.text("userAgent");
  to.max_calls = static_cast<int>(from.integer("maxCalls", kCalls));
  const Properties flood = from.object("flood");
  to.flood.per_second = flood.number("perSecond", kPerSecond);
  to.flood.burst = flood.number("burst", kPerSecond);
}

void readRtp(const Properties& from, sip::Options& to) {
  to.rtp_first_port = static_cast<uint16_t>(from.integer("firstPort", kRtpPort));
  to.rtp_last_port = static_cast<uint16_t>(from.integer("lastPort", kRtpPort));
  to.srtp = static_cast<sip::SrtpUse>(from.oneOf("srtp", {"off", "optional", "required"}));
  to.silence_timeout_ms = from.integer("silenceTimeoutMs", kTimeoutMs);
}

void readCodecs(const Properties& from, sip::Options& to) {
  from.forEach("codecs", [&](const Properties& codecs, const char* index) {
    to.codecs.push_back(static_cast<sip::Codec>(codecs.oneOf(index, {"opus", "g722", "pcmu", "pcma"})));
  });
}

void readMixer(const Properties& from, mixer::MixerOptions& to) {
  to.shards = static_cast<int>(from.integer("shards", kShards));
  from.forEach("music", [&](const Properties& files, const char* index) { to.music.push_back(files.text(index)); });
}

}  // namespace

EngineOptions readEngineOptions(const Properties& from) {
  EngineOptions options;
  readSip(from.object("sip"), options.sip);
  readRtp(from.object("rtp"), options.sip);
  readCodecs(from, options.sip);
  options.sip.inband_digits = from.oneOf("inbandDigits", {"auto", "never"}) == 0;
  options.sip.log_level = static_cast<int>(from.integer("sipLogLevel", kLogLevel));
  readMixer(from.object("mixer"), options.mixer);
  from.forEachObject("prompts", [&](const Properties& prompt) { options.prompts.push_back({prompt.text("name"), prompt.text("path")}); });
  return options;
}

}  // namespace partyline::binding
