#include "sip_options.hpp"

#include <arpa/inet.h>

#include <unordered_set>

namespace partyline::binding {

namespace {

constexpr Range kId{1, 4294967295.0};
constexpr Range kIdOrNone{0, 4294967295.0};
constexpr Range kExpiresS{60, 86400};
constexpr Range kPatienceMs{100, 60000};
constexpr size_t kMostCharacters = 400;

// What goes into a message's head as it is must not be able to begin another line, or another parameter.
bool isPlain(const std::string& text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || c == '<' || c == '>' || c == '"' || c == '\\') return false;
  }
  return text.size() <= kMostCharacters;
}

std::string readPlain(const Properties& from, const char* key) {
  const std::string text = from.text(key);
  if (from.ok() && !isPlain(text)) from.refuse(key, "at most 400 characters without space, quotes and angle brackets");
  return text;
}

std::string readHost(const Properties& from, const char* key) {
  const std::string host = readPlain(from, key);
  if (from.ok() && host.empty()) from.refuse(key, "a host");
  return host;
}

std::string readUri(const Properties& from, const char* key) {
  const std::string uri = readPlain(from, key);
  const bool sip = uri.rfind("sip:", 0) == 0 || uri.rfind("sips:", 0) == 0;
  if (from.ok() && !sip) from.refuse(key, "a SIP URI");
  return uri;
}

std::string readNameServer(const Properties& from, const char* key) {
  const std::string server = from.text(key);
  in_addr address{};
  const bool good = server.empty() || ::inet_pton(AF_INET, server.substr(0, server.find(':')).c_str(), &address) == 1;
  if (from.ok() && !good) from.refuse(key, "an IPv4 address, perhaps with a port");
  return server;
}

in_addr_t readAddress(const Properties& from, const char* key) {
  in_addr address{};
  if (::inet_pton(AF_INET, from.text(key).c_str(), &address) != 1 && from.ok()) from.refuse(key, "an IPv4 address");
  return address.s_addr;
}

sip::TrustedNetwork readTrusted(const Properties& from) {
  sip::TrustedNetwork trusted;
  const auto network = sip::parseNetwork(from.text("network"));
  if (network) trusted.network = *network;
  else if (from.ok()) from.refuse("network", "an IPv4 network, such as 192.0.2.0/24");
  trusted.trunk = from.integer("trunk", kId);
  return trusted;
}

sip::Phone readPhone(const Properties& from) {
  sip::Phone phone;
  phone.phone = from.integer("phone", kId);
  phone.user = readHost(from, "user");
  phone.password = from.text("password");
  if (from.ok() && phone.password.empty()) from.refuse("password", "a password");
  return phone;
}

}  // namespace

sip::TrunkOptions readTrunkOptions(const Properties& from) {
  sip::TrunkOptions options;
  options.host = readHost(from, "host");
  options.transport = static_cast<sip::TransportKind>(from.oneOf("transport", {"udp", "tcp", "tls"}));
  options.user = readPlain(from, "user");
  options.auth_user = from.text("authUser");
  options.password = from.text("password");
  options.outbound_proxy = readPlain(from, "outboundProxy");
  options.name_server = readNameServer(from, "nameServer");
  options.registers = from.boolean("register");
  options.expires_s = from.integer("expiresSeconds", kExpiresS);
  options.srtp = static_cast<sip::SrtpUse>(from.oneOf("srtp", {"off", "optional", "required"}));
  options.authorities = static_cast<sip::Authorities>(from.oneOf("authorities", {"system", "given", "any"}));
  options.authority = from.text("authority");
  const bool given = options.authorities != sip::Authorities::given || sip::certificatesIn(options.authority) > 0;
  if (from.ok() && !given) from.refuse("authority", "certificates in PEM");
  return options;
}

std::vector<sip::Phone> readPhones(Arguments& arguments, size_t index) {
  std::vector<sip::Phone> phones;
  std::unordered_set<std::string> users;
  const Napi::Object holder = Napi::Object::New(arguments.env());
  holder.Set("phones", arguments.value(index));
  Properties(arguments, holder, "").forEachObject("phones", [&](const Properties& from) {
    phones.push_back(readPhone(from));
    if (from.ok() && !users.insert(phones.back().user).second) from.refuse("user", "another for each phone");
  });
  return phones;
}

sip::AdmissionOptions readAdmission(const Properties& from) {
  sip::AdmissionOptions options;
  options.guests = from.oneOf("guests", {"anybody", "known"}) == 0;
  from.forEach("banned", [&](const Properties& banned, const char* element) { options.banned.push_back(readAddress(banned, element)); });
  from.forEachObject("trusted", [&](const Properties& trusted) { options.trusted.push_back(readTrusted(trusted)); });
  return options;
}

sip::DialOptions readDial(const Properties& from) {
  sip::DialOptions options;
  options.uri = readUri(from, "uri");
  options.trunk = from.integer("trunk", kIdOrNone);
  options.caller_number = from.text("callerNumber");
  options.caller_name = from.text("callerName");
  return options;
}

sip::ProbeOptions readProbe(const Properties& from) {
  sip::ProbeOptions options;
  options.uri = readUri(from, "uri");
  options.trunk = from.integer("trunk", kIdOrNone);
  options.timeout_ms = from.integer("timeoutMs", kPatienceMs);
  return options;
}

}  // namespace partyline::binding
