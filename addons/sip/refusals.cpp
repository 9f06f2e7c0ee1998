#include "refusals.hpp"

#include "clean_text.hpp"
#include "media_watch.hpp"
#include "own_address.hpp"

namespace partyline::sip {

namespace {
constexpr size_t kUserAgentCharacters = 120;
}

std::string userAgentOf(const pjsip_rx_data& request) {
  const pj_str_t name = pj_str(const_cast<char*>("User-Agent"));
  const auto* header = static_cast<const pjsip_generic_string_hdr*>(pjsip_msg_find_hdr_by_name(request.msg_info.msg, &name, nullptr));
  if (header == nullptr || header->hvalue.slen <= 0) return {};
  return cleanText({header->hvalue.ptr, static_cast<size_t>(header->hvalue.slen)}, kUserAgentCharacters);
}

void Refusals::refused(const pjsip_rx_data& request, RefusalReason reason) {
  refused(request.pkt_info.src_addr.ipv4.sin_addr.s_addr, userAgentOf(request), reason);
}

void Refusals::refused(in_addr_t source, const std::string& user_agent, RefusalReason reason) {
  const auto count = refused_[static_cast<size_t>(reason)].count(source, monotonicMs());
  if (count) listener_.told(Refused{textOf(in_addr{source}), reason, *count, user_agent});
}

void Refusals::dropped(in_addr_t source) {
  const auto count = dropped_.count(source, monotonicMs());
  if (count) listener_.told(Dropped{textOf(in_addr{source}), *count});
}

}  // namespace partyline::sip
