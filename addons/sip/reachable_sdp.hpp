// Makes the addresses of a caller's SDP ones that this box can send to.
#pragma once
#include <pjsip.h>

namespace partyline::sip {

// An address that is no IPv4 literal (IPv6, or a name, whose lookup could take seconds) is as good as unknown. The one that the
// message came from takes its place, for media mostly comes from there too; where it doesn't, its source is learnt from the packets.
void makeSdpReachable(pjsip_rx_data& message);

}  // namespace partyline::sip
