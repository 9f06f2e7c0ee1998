// Opus for pjmedia's streams. pjmedia's own holds back each packet by one for the sake of error correction, which delays all that
// a caller says by 20 ms; here a packet is decoded when its time has come, and what was lost is concealed.
#pragma once
#include <pjmedia.h>

namespace partyline::sip {

// Takes the place of pjmedia's Opus at this endpoint.
pj_status_t registerOpus(pjmedia_endpt* endpoint);

}  // namespace partyline::sip
