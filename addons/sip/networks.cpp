#include "networks.hpp"

#include <arpa/inet.h>

namespace partyline::sip {

namespace {

constexpr int kBits = 32;

uint32_t maskOf(int prefix) { return prefix == 0 ? 0 : ~uint32_t{0} << (kBits - prefix); }

std::optional<int> parsePrefix(const std::string& text) {
  const bool digits = !text.empty() && text.size() <= 2 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return std::nullopt;
  const int prefix = std::stoi(text);
  return prefix <= kBits ? std::optional<int>{prefix} : std::nullopt;
}

}  // namespace

bool Network::has(in_addr_t source) const { return (ntohl(source) & maskOf(prefix)) == address; }

std::optional<Network> parseNetwork(const std::string& text) {
  const size_t slash = text.find('/');
  in_addr address{};
  if (::inet_pton(AF_INET, text.substr(0, slash).c_str(), &address) != 1) return std::nullopt;
  const auto prefix = slash == std::string::npos ? kBits : parsePrefix(text.substr(slash + 1));
  if (!prefix) return std::nullopt;
  return Network{ntohl(address.s_addr) & maskOf(*prefix), *prefix};
}

uint32_t trunkOf(const std::vector<TrustedNetwork>& trusted, in_addr_t source) {
  const TrustedNetwork* best = nullptr;
  for (const TrustedNetwork& candidate : trusted) {
    if (!candidate.network.has(source)) continue;
    if (best == nullptr || candidate.network.prefix > best->network.prefix) best = &candidate;
  }
  return best == nullptr ? 0 : best->trunk;
}

}  // namespace partyline::sip
