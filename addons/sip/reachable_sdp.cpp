#include "reachable_sdp.hpp"

#include <pjmedia/sdp.h>
#include <pjsip_ua.h>

namespace partyline::sip {

namespace {

bool isIpv4(const pj_str_t& text) {
  pj_in_addr address;
  return pj_inet_pton(pj_AF_INET(), &text, &address) == PJ_SUCCESS;
}

void replace(pjmedia_sdp_conn* connection, const pj_str_t& source) {
  static char ipv4[] = "IP4";
  if (connection == nullptr || isIpv4(connection->addr)) return;
  connection->addr_type = pj_str(ipv4);
  connection->addr = source;
}

// RFC 3605: without it, RTCP's port is the one above RTP's, and its address RTP's.
void forgetRtcp(pjmedia_sdp_media& media) {
  pjmedia_sdp_attr* told = pjmedia_sdp_media_find_attr2(&media, "rtcp", nullptr);
  if (told == nullptr) return;
  pjmedia_sdp_rtcp_attr rtcp;
  const bool good = pjmedia_sdp_attr_get_rtcp(told, &rtcp) == PJ_SUCCESS && (rtcp.addr.slen == 0 || isIpv4(rtcp.addr));
  if (!good) pjmedia_sdp_media_remove_attr(&media, told);
}

}  // namespace

void makeSdpReachable(pjsip_rx_data& message) {
  if (message.msg_info.msg->body == nullptr) return;
  // What pjsip parses here it keeps with the message, for all who look at it later.
  const pjsip_rdata_sdp_info* info = pjsip_rdata_get_sdp_info(&message);
  if (info == nullptr || info->sdp == nullptr) return;
  pj_str_t source;
  pj_strdup2(message.tp_info.pool, &source, message.pkt_info.src_name);
  replace(info->sdp->conn, source);
  for (unsigned i = 0; i < info->sdp->media_count; i++) {
    replace(info->sdp->media[i]->conn, source);
    forgetRtcp(*info->sdp->media[i]);
  }
}

}  // namespace partyline::sip
